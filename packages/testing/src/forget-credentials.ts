// Before each file. Files share a process, and one that starts Haat itself must not hand on what another one set: with
// credentials Haat would look for its queues at AWS. Nor must a test ever find those of whoever runs it.
for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_PROFILE']) {
  delete process.env[name];
}

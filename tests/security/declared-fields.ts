/** As much of JSON Schema as TypeBox writes. */
export interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly maximum?: number;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @returns paths of objects in the schema that take fields which they do not declare */
export function openObjects(schema: Schema | undefined, path: string): string[] {
  if (!schema) return [];
  const nested = [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, each]) =>
      openObjects(each, `${path}.${name}`),
    ),
    ...[...(schema.anyOf ?? []), ...(schema.allOf ?? [])].flatMap((each) => openObjects(each, path)),
    ...openObjects(schema.items, `${path}[]`),
  ];
  const open = schema.type === 'object' && !schema.patternProperties && schema.additionalProperties !== false;
  return open ? [path, ...nested] : nested;
}

/** @returns paths in the value that the schema does not declare */
export function undeclared(value: unknown, schema: Schema, path = ''): string[] {
  if (schema.anyOf) {
    // The branch that fits best is the one that is meant.
    const fitting = schema.anyOf.filter(
      ({ type }) => !isObject(value) || type === undefined || type === 'object',
    );
    const each = fitting.map((branch) => undeclared(value, branch, path));
    return each.sort((a, b) => a.length - b.length)[0] ?? [];
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? value.flatMap((item, index) => undeclared(item, items, `${path}[${index}]`)) : [];
  }
  if (!isObject(value) || schema.patternProperties || schema.additionalProperties === true) return [];
  if (!schema.properties) return schema.type === 'object' ? [] : [path];
  return Object.entries(value).flatMap(([name, field]) => {
    const declared = schema.properties?.[name];
    return declared ? undeclared(field, declared, `${path}.${name}`) : [`${path}.${name}`];
  });
}

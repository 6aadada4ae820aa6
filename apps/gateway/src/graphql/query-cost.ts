import { type ASTVisitor, GraphQLError, type SelectionSetNode, type ValidationContext } from 'graphql';

/** Composite reads of a page are 2; a query that asks for many pages at once is an attack or a mistake. */
const MAX_ROOT_FIELDS = 4;
const MAX_FIELDS = 400;

/** Validation rule: bounds what one query may ask for, aliases and fragments included. */
export function boundCost(context: ValidationContext): ASTVisitor {
  let fields = 0;
  return {
    OperationDefinition(operation) {
      const roots = countFields(operation.selectionSet, context, new Set());
      if (roots > MAX_ROOT_FIELDS) {
        context.reportError(
          new GraphQLError(`A query may have ${MAX_ROOT_FIELDS} root fields, this one has ${roots}.`),
        );
      }
    },
    Field() {
      fields++;
      if (fields === MAX_FIELDS + 1) {
        context.reportError(new GraphQLError(`A query may name ${MAX_FIELDS} fields.`));
      }
    },
  };
}

/** Fields of a selection itself, those that fragments bring in as well; a fragment counts once. */
function countFields(selection: SelectionSetNode, context: ValidationContext, seen: Set<string>): number {
  let count = 0;
  for (const each of selection.selections) {
    if (each.kind === 'Field') count++;
    else if (each.kind === 'InlineFragment') count += countFields(each.selectionSet, context, seen);
    else if (!seen.has(each.name.value)) {
      seen.add(each.name.value);
      const fragment = context.getFragment(each.name.value);
      if (fragment) count += countFields(fragment.selectionSet, context, seen);
    }
  }
  return count;
}

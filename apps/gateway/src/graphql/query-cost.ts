import { defineError } from '@haat/platform/errors/domain-error.ts';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  visit,
} from 'graphql';

export const QueryTooCostly = defineError('graphql.too-costly', 400, 'The query asks for too much at once.');

/** Composite reads of a page are 2; a query that asks for many pages at once is an attack or a mistake. */
const MAX_ROOT_FIELDS = 4;
/** Of its text: fields, fragments, arguments, directives. Validation compares fields of one name with each other. */
const MAX_NODES = 200;
/** Of its answer, as far as the text tells: one short fragment can be spread in a hundred lists. A page takes a thousand. */
const MAX_VALUES = 4_000;
/** What a list is taken to hold, about a shelf. */
const LIST_LENGTH = 12;

const COUNTED: ReadonlySet<string> = new Set([
  Kind.FIELD,
  Kind.FRAGMENT_SPREAD,
  Kind.INLINE_FRAGMENT,
  Kind.ARGUMENT,
  Kind.DIRECTIVE,
  Kind.VARIABLE_DEFINITION,
]);

/**
 * Bounds what one query may ask for, aliases and fragments included. For a query that has been parsed and nothing more:
 * validating a costly one costs, too.
 * @throws graphql.too-costly
 */
export function refuseCostly(schema: GraphQLSchema, document: DocumentNode): void {
  let nodes = 0;
  visit(document, {
    enter(node) {
      if (COUNTED.has(node.kind) && ++nodes > MAX_NODES) throw QueryTooCostly({ nodes: MAX_NODES });
    },
  });
  const size = createSize(schema, document);
  let values = 0;
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    if (size.fields(definition.selectionSet, new Set()) > MAX_ROOT_FIELDS) {
      throw QueryTooCostly({ rootFields: MAX_ROOT_FIELDS });
    }
    values += size.values(definition.selectionSet, schema.getQueryType()?.name);
    if (values > MAX_VALUES) throw QueryTooCostly({ values: MAX_VALUES });
  }
}

/** Whatever a query names that is not there counts as a value; it is for the validation to refuse it. */
function createSize(schema: GraphQLSchema, document: DocumentNode) {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  /** Each fragment is measured once, however often it is spread; one within itself is nothing the second time. */
  const known = new Map<string, number>();

  /** Fields of a selection itself, those that fragments bring in as well; a fragment counts once. */
  function fields(selection: SelectionSetNode, seen: Set<string>): number {
    let count = 0;
    for (const each of selection.selections) {
      if (each.kind === Kind.FIELD) count++;
      else if (each.kind === Kind.INLINE_FRAGMENT) count += fields(each.selectionSet, seen);
      else if (!seen.has(each.name.value)) {
        seen.add(each.name.value);
        const fragment = fragments.get(each.name.value);
        if (fragment) count += fields(fragment.selectionSet, seen);
      }
    }
    return count;
  }

  /** Values in the answer to a selection on one thing of a type. */
  function values(selection: SelectionSetNode, type: string | undefined): number {
    let sum = 0;
    for (const each of selection.selections) {
      if (each.kind === Kind.FIELD) sum += valuesOfField(each, type);
      else if (each.kind === Kind.FRAGMENT_SPREAD) sum += valuesOfFragment(each.name.value);
      else sum += values(each.selectionSet, each.typeCondition?.name.value ?? type);
    }
    return sum;
  }

  function valuesOfField({ name, selectionSet }: FieldNode, type: string | undefined): number {
    const field = findField(schema, type, name.value);
    if (!field || !selectionSet) return 1;
    return 1 + lengthOf(field.type) * values(selectionSet, getNamedType(field.type).name);
  }

  function valuesOfFragment(name: string): number {
    const fragment = fragments.get(name);
    if (!fragment) return 0;
    const before = known.get(name);
    if (before !== undefined) return before;
    known.set(name, 0);
    const measured = values(fragment.selectionSet, fragment.typeCondition.name.value);
    known.set(name, measured);
    return measured;
  }

  return { fields, values };
}

function findField(
  schema: GraphQLSchema,
  type: string | undefined,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  const parent = type === undefined ? undefined : schema.getType(type);
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

function lengthOf(type: GraphQLOutputType): number {
  if (isNonNullType(type)) return lengthOf(type.ofType);
  return isListType(type) ? LIST_LENGTH * lengthOf(type.ofType) : 1;
}

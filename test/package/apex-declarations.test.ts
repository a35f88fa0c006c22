import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import { ApexErrorListener, ApexParserFactory } from '@apexdevtools/apex-parser';
import type { ClassBodyDeclarationContext, ClassDeclarationContext } from '@apexdevtools/apex-parser';
import ts from 'typescript';
import { filesOf, textOf } from './package-source.ts';

/** The shape of a method, written the same way whether it was read from Apex or from TypeScript: `(code:string)=>null`. */
type Methods = Record<string, string>;

const plain: Record<string, string> = {
  String: 'string',
  Id: 'string',
  Date: 'string',
  Datetime: 'string',
  Integer: 'number',
  Long: 'number',
  Double: 'number',
  Decimal: 'number',
  Boolean: 'boolean',
};
const fieldsInOrder = (fields: string[]) => `{${fields.toSorted().join(',')}}`;
const signature = (parameters: string[], result: string) => `(${parameters.toSorted().join(',')})=>${result}`;

class Refusal extends ApexErrorListener {
  override apexSyntaxError(line: number, _column: number, message: string): void {
    throw new Error(`line ${line}: ${message}`);
  }
}

/** What components may call of our classes. */
function methodsOfClasses(): Methods {
  const classes = filesOf('classes/*.cls').map((file) => {
    const { parser } = ApexParserFactory.createLexerAndParser(textOf(file), new Refusal());
    return parser.compilationUnit().typeDeclaration().classDeclaration();
  });
  const inner = new Map<string, ClassDeclarationContext>();
  for (const outer of classes) {
    for (const member of membersOf(outer)) {
      const declared = member.memberDeclaration()?.classDeclaration();
      if (!declared) continue;
      inner.set(`${outer.id().getText()}.${declared.id().getText()}`, declared);
    }
  }
  const shapeOf = (type: string, owner: string): string => {
    const [, element] = /^List<(.+)>$/.exec(type) ?? [];
    if (element !== undefined) return `${shapeOf(element, owner)}[]`;
    if (plain[type] !== undefined) return plain[type];
    const declared = inner.get(`${owner}.${type}`) ?? inner.get(type);
    assert.ok(declared, `${owner}: what is ${type} to a component?`);
    const properties = membersOf(declared)
      .filter(isAuraEnabled)
      .map((member) => member.memberDeclaration().propertyDeclaration());
    return fieldsInOrder(properties.map((one) => `${one.id().getText()}:${shapeOf(one.typeRef().getText(), owner)}`));
  };
  const methods: Methods = {};
  for (const outer of classes) {
    const owner = outer.id().getText();
    for (const member of membersOf(outer).filter(isAuraEnabled)) {
      const method = member.memberDeclaration().methodDeclaration();
      const parameters = method.formalParameters().formalParameterList()?.formalParameter_list() ?? [];
      methods[`${owner}.${method.id().getText()}`] = signature(
        parameters.map((one) => `${one.id().getText()}:${shapeOf(one.typeRef().getText(), owner)}`),
        method.VOID() ? 'null' : shapeOf(method.typeRef().getText(), owner),
      );
    }
  }
  return methods;
}

function membersOf(declared: ClassDeclarationContext): ClassBodyDeclarationContext[] {
  return declared.classBody().classBodyDeclaration_list();
}

function isAuraEnabled(member: ClassBodyDeclarationContext): boolean {
  return member.modifier_list().some((modifier) => /^@AuraEnabled\b/i.test(modifier.annotation()?.getText() ?? ''));
}

/** What force-app/types declares that components may call. */
function declaredMethods(): Methods {
  const folder = path.join(import.meta.dirname, '../../force-app/types');
  const files = ['apex.d.ts', 'platform.d.ts'].map((file) => path.join(folder, file));
  const program = ts.createProgram(files, { strict: true, noEmit: true, lib: ['lib.es2024.d.ts', 'lib.dom.d.ts'] });
  const checker = program.getTypeChecker();
  const shapeOf = (whole: ts.Type): string => {
    const type = checker.getNonNullableType(whole);
    if (whole.flags & ts.TypeFlags.Null) return 'null';
    if (checker.isArrayType(type)) return `${shapeOf(checker.getTypeArguments(type as ts.TypeReference)[0]!)}[]`;
    if (!(type.flags & ts.TypeFlags.Object)) return checker.typeToString(type);
    return fieldsInOrder(fieldsOf(type));
  };
  const fieldsOf = (type: ts.Type) =>
    type.getProperties().map((property) => `${property.name}:${shapeOf(checker.getTypeOfSymbol(property))}`);
  const methods: Methods = {};
  for (const declared of checker.getAmbientModules()) {
    const [, name] = /^"@salesforce\/apex\/(.+)"$/.exec(declared.name) ?? [];
    if (name === undefined) continue;
    const given = checker.tryGetMemberInModuleExports('default', declared);
    const [call] = given ? checker.getTypeOfSymbol(given).getCallSignatures() : [];
    assert.ok(call, `${name}: no method is declared`);
    const [parameters] = call.getParameters();
    methods[name] = signature(
      parameters ? fieldsOf(checker.getTypeOfSymbol(parameters)) : [],
      shapeOf(checker.getAwaitedType(call.getReturnType())!),
    );
  }
  return methods;
}

describe('What components are told of Apex (force-app/types/apex.d.ts)', () => {
  test('is each method that they may call, with the names and types of the class', () => {
    assert.deepEqual(declaredMethods(), methodsOfClasses());
  });
});

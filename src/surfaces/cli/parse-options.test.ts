import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Refusal } from '#science/refusal.ts'
import { COMMANDS } from './commands/index.ts'
import { findCommand } from './find-command.ts'
import { options } from './option.ts'
import { parseOptions } from './parse-options.ts'

const table = options({
  elements: { kind: 'list', placeholder: 'A,B', about: { en: '', ko: '' } },
  case: { kind: 'texts', placeholder: 'X', about: { en: '', ko: '' } },
  min: { kind: 'number', placeholder: 'N', about: { en: '', ko: '' } },
  limit: { kind: 'whole', placeholder: 'N', default: 50, min: 1, max: 500, about: { en: '', ko: '' } },
  goal: { kind: 'choice', placeholder: 'G', choices: ['max', 'min'], about: { en: '', ko: '' } },
  log_target: { kind: 'flag', about: { en: '', ko: '' } },
  out: { kind: 'text', short: 'o', placeholder: 'FILE', about: { en: '', ko: '' } },
})
const parse = (...args: string[]) => parseOptions(args, table, 'trial')
const refusal = (code: string, message: RegExp) => (error: unknown) =>
  error instanceof Refusal && error.code === `usage.${code}` && message.test(error.message)

describe('options of a command line', () => {
  test('stand in any order among the arguments', () => {
    const { values, positionals } = parse('one', '--min', '3', 'two', '--log-target')
    assert.deepEqual(positionals, ['one', 'two'])
    assert.deepEqual([values['min'], values['log_target'], values['json']], [3, true, false])
  })

  test('a list is parted at commas and may repeat; a text that may repeat is kept whole', () => {
    const { values } = parse('--elements', 'Al, Ti', '--elements=V', '--case', 'a=1,b=2', '--case', 'a=2')
    assert.deepEqual(values['elements'], ['Al', 'Ti', 'V'])
    assert.deepEqual(values['case'], ['a=1,b=2', 'a=2'])
  })

  test('a negative number is a value, not an option', () => {
    assert.equal(parse('--min', '-196').values['min'], -196)
    assert.equal(parse('--min=-1e-3').values['min'], -0.001)
  })

  test('what follows -- is an argument, whatever it looks like', () => {
    assert.deepEqual(parse('--', '--min').positionals, ['--min'])
  })

  test('an option left out has its default or nothing', () => {
    const { values } = parse()
    assert.deepEqual([values['limit'], values['min'], values['elements']], [50, undefined, []])
  })

  test('a short option means the long one', () => {
    assert.equal(parse('-o', 'file.csv').values['out'], 'file.csv')
  })

  test('slips are refused with what was meant', () => {
    assert.throws(() => parse('--elemnts', 'Al'), refusal('unknown_option', /did you mean --elements\? See: sojae trial --help$/))
    assert.throws(() => parse('--zzz'), refusal('unknown_option', /no option --zzz\./))
    assert.throws(() => parse('--min'), refusal('value_missing', /--min N/))
    assert.throws(() => parse('--out', '--min', '3'), refusal('value_missing', /--out FILE/))
    assert.throws(() => parse('--min', '800MPa'), refusal('no_number', /not “800MPa”/))
    assert.throws(() => parse('--limit', '1.5'), refusal('no_number', /whole number \(≥ 1, ≤ 500\)/))
    assert.throws(() => parse('--limit', '501'), refusal('no_number', /≤ 500/))
    assert.throws(() => parse('--goal', 'best'), refusal('no_such_choice', /one of max, min/))
    assert.throws(() => parse('--min', '1', '--min', '2'), refusal('option_twice', /--min/))
    assert.throws(() => parse('--log-target=yes'), refusal('value_superfluous', /takes no value/))
  })
})

describe('the table of commands', () => {
  test('every command is named once', () => {
    const words = COMMANDS.map((command) => command.words)
    assert.equal(new Set(words).size, words.length)
  })

  for (const command of COMMANDS) {
    test(`the example of “${command.words}” is one that the command takes`, () => {
      const [, ...args] = shellWords(command.example.replace(/ > [^"']*$/, ''))
      const found = findCommand(args)
      assert.ok('command' in found)
      assert.equal(found.command.words, command.words)
      const { positionals } = parseOptions(found.rest, command.options, command.words)
      const named = command.argument?.split(' ') ?? []
      const needed = named.filter((name) => !name.startsWith('['))
      assert.ok(positionals.length >= needed.length && positionals.length <= named.length, `${positionals.length} of ${named.length}`)
    })

    test(`what “${command.words}” does is there to be loaded`, async () => {
      assert.equal(typeof (await command.load()).run, 'function')
    })
  }
})

/** Words of a shell command with plain quotes. */
function shellWords(text: string): string[] {
  return Array.from(text.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g), ([, single, double, bare]) => single ?? double ?? bare!)
}

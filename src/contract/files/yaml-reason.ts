import type { YAMLError } from 'yaml'
import type { Text } from '#science/refusal.ts'

/** Why a text is no YAML, in both languages; the English is the parser's own. */
export function yamlReason({ code, message }: Pick<YAMLError, 'code' | 'message'>): Text {
  const en = message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '')
  return { en, ko: KOREAN[code] ?? en }
}

const KOREAN: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  ALIAS_PROPS: '별칭(*)에는 태그나 앵커를 붙일 수 없습니다',
  BAD_ALIAS: '없는 앵커를 가리키거나 쓸 수 없는 별칭(*)입니다',
  BAD_COLLECTION_TYPE: '태그와 값의 모양(목록, 키와 값)이 맞지 않습니다',
  BAD_DIRECTIVE: '% 지시문이 잘못되었습니다',
  BAD_DQ_ESCAPE: '큰따옴표 안의 \\ 표기가 잘못되었습니다',
  BAD_INDENT: '들여쓰기가 맞지 않거나 괄호가 닫히지 않았습니다',
  BAD_PROP_ORDER: '앵커와 태그는 값을 시작하는 기호보다 앞에 두어야 합니다',
  BAD_SCALAR_START: '따옴표 없이 쓸 수 없는 기호로 값이 시작합니다',
  BLOCK_AS_IMPLICIT_KEY: '한 줄에 키와 값이 두 번 이어졌습니다. 값에 “: ”가 있으면 따옴표로 묶으십시오',
  BLOCK_IN_FLOW: '{ }나 [ ] 안에서는 여러 줄 블록을 쓸 수 없습니다',
  DUPLICATE_KEY: '같은 키가 두 번 있습니다',
  KEY_OVER_1024_CHARS: '키가 1024자를 넘습니다',
  MISSING_CHAR: '빠진 기호가 있습니다(닫는 괄호, 따옴표, 쉼표, 콜론 뒤의 빈칸 등)',
  MULTILINE_IMPLICIT_KEY: '키는 한 줄에 있어야 합니다. 콜론 뒤를 확인하십시오',
  MULTIPLE_ANCHORS: '한 값에 앵커(&)가 둘 이상 있습니다',
  MULTIPLE_DOCS: '파일 하나에 문서가 둘 이상 있습니다(---)',
  MULTIPLE_TAGS: '한 값에 태그(!)가 둘 이상 있습니다',
  NON_STRING_KEY: '키는 글이어야 합니다',
  TAB_AS_INDENT: '들여쓰기에 탭을 쓸 수 없습니다. 빈칸을 쓰십시오',
  TAG_RESOLVE_FAILED: '알 수 없는 태그(!)입니다',
  UNEXPECTED_TOKEN: '이 자리에 올 수 없는 기호가 있습니다',
}

/** Particles by whether the word before them ends in a consonant: as written where that is open, after one, after none. */
const PARTICLES = [['이(가)', '이', '가'], ['을(를)', '을', '를'], ['은(는)', '은', '는'], ['와(과)', '과', '와'], ['(으)로', '으로', '로']] as const
/** What may stand between a word and its particle. */
const CLOSING = '[”’"\'」』)\\]]*'
const WRITTEN = new RegExp(`([\\p{L}\\p{N}])(${CLOSING})(${PARTICLES.map(([open]) => open.replaceAll(/[()]/g, '\\$&')).join('|')})`, 'gu')
/** How the names of the digits from 0 to 9 end: 영, 일, 이, 삼, 사, 오, 육, 칠, 팔, 구. */
const DIGIT_ENDS = ['consonant', 'l', 'vowel', 'consonant', 'vowel', 'vowel', 'consonant', 'l', 'l', 'vowel'] as const

/**
 * A Korean sentence with its particles chosen: “용어이(가)” becomes “용어가”, “필드이(가)” “필드가”, “3을(를)” “3을”.
 *
 * After a letter of another script the particle stays open, as Korean itself writes it where the sound is not known.
 */
export function chooseParticles(sentence: string): string {
  return sentence.replace(WRITTEN, (whole, letter: string, closing: string, open: string) => {
    const end = endOf(letter)
    if (end === null) return whole
    const [, afterConsonant, afterVowel] = PARTICLES.find(([written]) => written === open)!
    // 로 follows a vowel and ㄹ alike: 서울로, 1로.
    const chosen = end === 'vowel' || (end === 'l' && open === '(으)로') ? afterVowel : afterConsonant
    return letter + closing + chosen
  })
}

function endOf(letter: string): 'vowel' | 'l' | 'consonant' | null {
  if (/\d/.test(letter)) return DIGIT_ENDS[Number(letter)]!
  const syllable = letter.codePointAt(0)! - 0xac00
  // Hangul syllables stand in Unicode by their parts; the last part, of 28, is 0 for none and 8 for ㄹ (Unicode 15, section 3.12).
  if (syllable < 0 || syllable >= 11_172) return null
  return syllable % 28 === 0 ? 'vowel' : syllable % 28 === 8 ? 'l' : 'consonant'
}

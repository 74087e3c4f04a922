/**
 * Whether a day is written in a text, in one of the usual ways: another build would write another one. A text in which it has
 * stood before, such as an entry of today in a list of changes, is taken for one as well; tomorrow it isn't any more.
 *
 * @param nowMs ms since 1970
 */
export function hasDayOf(text: string, nowMs: number): boolean {
  const now = new Date(nowMs)
  // Looking for the year first is much faster; nearly no text has it.
  return text.includes(String(now.getFullYear())) || text.includes(String(now.getUTCFullYear()))
    ? formsOf(now).some((form) => form.test(text))
    : false
}

function formsOf(now: Date): readonly RegExp[] {
  const local = [now.getFullYear(), now.getMonth(), now.getDate()] as const
  const universal = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()] as const
  return [local, universal].flatMap(([year, month, day]) => {
    const [numberOfMonth, numberOfDay] = [`0?${month + 1}`, `0?${day}`]
    const between = '[-./ ]\\s?'
    const name = `${NAMES[month]}[a-z]*\\.?`
    return [
      `${year}${between}${numberOfMonth}${between}${numberOfDay}`,
      `${year}${twoDigits(month + 1)}${twoDigits(day)}`,
      `${numberOfMonth}${between}${numberOfDay}${between}${year}`,
      `${numberOfDay}${between}${numberOfMonth}${between}${year}`,
      `${name} ${numberOfDay}(?:st|nd|rd|th)?,? ${year}`,
      `${numberOfDay}(?:st|nd|rd|th)?\\.? ${name},? ${year}`,
    ].map((form) => new RegExp(`(?<!\\d)${form}(?!\\d)`, 'i'))
  })
}

const NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

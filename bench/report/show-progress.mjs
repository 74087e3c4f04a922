/** @param {string} message one line that the next one overwrites; nothing where output isn't a terminal */
export function showProgress(message) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${message}`)
}

/**
 * An expression that looks for what is cut off, too small or written over in a page: texts of what is wrong, none where all is well. It runs in the page, so it
 * is text.
 */
export const LAYOUT_FAULTS = `(() => {
  const faults = []
  const root = document.documentElement
  if (root.scrollWidth > innerWidth) faults.push('the page is ' + root.scrollWidth + ' wide')
  const seen = element => element.getClientRects().length > 0
  for (const element of document.querySelectorAll('body *')) {
    if (!seen(element) || element.closest('svg')) continue
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim() !== '')
    const box = element.getBoundingClientRect()
    const hidden = element.closest('thead') && getComputedStyle(element.closest('thead')).position === 'absolute'
    if (hidden || !own) continue
    if (parseFloat(getComputedStyle(element).fontSize) < 10) faults.push('too small: ' + element.textContent)
    if (box.left < -0.5 || box.right > innerWidth + 0.5) faults.push('beyond the page: ' + element.textContent)
    if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline') faults.push('cut off: ' + element.textContent)
  }
  for (const box of document.querySelectorAll('.numbers')) if (box.scrollWidth > box.clientWidth + 1) faults.push('a table is wider than its place')
  for (const svg of document.querySelectorAll('svg')) {
    if (!seen(svg)) continue
    const frame = svg.getBoundingClientRect()
    const scale = frame.width / svg.viewBox.baseVal.width
    const texts = [...svg.querySelectorAll('text')].map(text => ({ text: text.textContent, box: text.getBoundingClientRect(), size: parseFloat(getComputedStyle(text).fontSize) * scale }))
    for (const { text, box, size } of texts) {
      if (size < 10) faults.push('too small in a picture: ' + text + ' ' + size)
      if (box.left < frame.left - 0.5 || box.right > frame.right + 0.5 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) faults.push('beyond its picture: ' + text)
    }
    texts.forEach((one, i) => texts.slice(i + 1).forEach(other => {
      // Lines of a font stand closer than its letters are high.
      const air = one.size * 0.25
      const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
      const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top) - 2 * air
      if (wide > 0.5 && high > 0) faults.push('written over: ' + one.text + ' | ' + other.text)
    }))
  }
  return faults
})()`

const CHARS = {
  ...Object.fromEntries(['top', 'bottom', 'mid'].map(name => [name, '-'])),
  ...Object.fromEntries(
    'top-mid top-left top-right bottom-mid bottom-left bottom-right left-mid mid-mid right-mid'.split(' ').map(name => [name, '+']),
  ),
  left: '|',
  right: '|',
  middle: '|',
}

/** A table of plain characters, without colours. */
export const PLAIN_TABLE = { chars: CHARS, style: { head: [], border: [], compact: true } }

// Where to go after sign-in. Only a path of this origin is believed: no address of elsewhere, no "//host", no "\",
// no control characters that a browser would strip (open redirect).
const plain_path = /^\/(?![/\\])[^\\\u0000-\u001f\u007f]*$/;

export function safe_way_back(wished: unknown): string {
  if (typeof wished !== 'string' || !plain_path.test(wished)) return '/';
  if (wished.startsWith('/sign_in') || wished.startsWith('/redeem')) return '/';
  return wished;
}

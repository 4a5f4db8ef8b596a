// Signing in: a user id and a password for a token, in the envelope that reference clients expect.

/** The token, or an Error with a message for the user. */
export async function signIn(url, userId, password) {
  let reply;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify({user_id: userId, password}),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    reply = await response.json();
  } catch {
    return new Error(`Sign-in: no answer from ${url} (is the address right, and does it allow this page's origin?)`);
  }
  // A Lambda's result may come through as it is: {"statusCode":200,"body":"{\"token\":…}"}.
  const body = parsed(reply?.body ?? reply);
  if (typeof body.token === 'string' && body.token) return body.token;
  return new Error(`Sign-in: ${body.message || 'refused'}`);
}

function parsed(body) {
  if (typeof body !== 'string') return body ?? {};
  try {
    return JSON.parse(body) ?? {};
  } catch {
    return {message: body};
  }
}

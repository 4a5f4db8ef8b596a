import {quietly} from './dom.js';

export async function signIn(url, userId, password) {
	let reply;
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers: {'Content-Type': 'application/json'},
			body: JSON.stringify({user_id: userId, password}),
			credentials: 'omit',
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

const parsed = body => (typeof body === 'string' ? quietly(() => JSON.parse(body)) ?? {message: body} : body ?? {});

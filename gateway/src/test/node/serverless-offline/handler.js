"use strict";

exports.connect = async () => ({ statusCode: 200 });
exports.ping = async () => ({ statusCode: 200, body: "pong" });
exports.whoami = async (event) => ({ statusCode: 200, body: event.requestContext.connectionId });

// Prints how many posts a second Node's SDK manages with all of a thousand posts at once.
// Arguments: the gateway's management endpoint and a file with a connection id a line.
import { readFileSync } from "node:fs";
import {
  ApiGatewayManagementApiClient,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";

const [endpoint, file] = process.argv.slice(2);
const ids = readFileSync(file, "utf8").trim().split("\n");
const client = new ApiGatewayManagementApiClient({
  endpoint,
  region: "us-east-1",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
});

async function post(broadcasts) {
  for (let i = 0; i < broadcasts; i++) {
    await Promise.all(
      Array.from({ length: 1000 }, (_, n) =>
        client.send(
          new PostToConnectionCommand({
            ConnectionId: ids[n % ids.length],
            Data: "a frame of about thirty bytes",
          }),
        ),
      ),
    );
  }
}

await post(2);
const begun = performance.now();
await post(20);
console.log(20_000 / ((performance.now() - begun) / 1000));

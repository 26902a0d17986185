// What the tests do with the broker: node acceptance/broker.mjs publish <type> <text> [times] | count <queue>
import amqp from 'amqplib';

const [action, name, text, times = '1'] = process.argv.slice(2);
const connection = await amqp.connect(process.env.AMQP_URL);
const channel = await connection.createConfirmChannel();
if (action === 'publish') {
  for (let time = 0; time < Number(times); time += 1)
    channel.publish('shop.events', name, Buffer.from(text), { persistent: true });
  await channel.waitForConfirms();
} else {
  console.log((await channel.checkQueue(name)).messageCount);
}
await connection.close();

// Runs every row once for each line of standard input and answers with the CPU seconds that took,
// all threads of this process together. Arguments: the model, then the rows as JSON.
'use strict';

const fs = require('fs');
const readline = require('readline');
const ort = require('onnxruntime-node');

async function main([model, rowsFile]) {
  const rows = JSON.parse(fs.readFileSync(rowsFile, 'utf8'));
  const session = await ort.InferenceSession.create(model, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
  });
  const tensor = (row, value) =>
    new ort.Tensor('int64', BigInt64Array.from(row, (id) => BigInt(value(id))), [1, row.length]);
  const values = { input_ids: (id) => id, attention_mask: () => 1, token_type_ids: () => 0 };
  let seen = 0;
  process.stdout.write('ready\n');
  for await (const _ of readline.createInterface({ input: process.stdin })) {
    const start = process.cpuUsage();
    for (const row of rows) {
      const feeds = {};
      for (const name of session.inputNames) {
        feeds[name] = tensor(row, values[name]);
      }
      const result = await session.run(feeds);
      seen += result[session.outputNames[0]].data.length;
    }
    const used = process.cpuUsage(start);
    process.stdout.write((used.user + used.system) / 1e6 + ' ' + seen + '\n');
  }
}

main(process.argv.slice(2));

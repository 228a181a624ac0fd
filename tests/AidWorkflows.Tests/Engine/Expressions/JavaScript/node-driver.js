// Reads a JSON array of scripts from standard input and writes what Node makes of each:
// { "value": <result as JSON> } or { "error": "<error name>" }.
const vm = require('vm');

function json(value) {
  const text = JSON.stringify(value);
  return text === undefined ? null : JSON.parse(text);
}

function run(source) {
  let script = source;
  try {
    new vm.Script(source);
  } catch (error) {
    if (error.message === 'Illegal return statement') script = '(function(){' + source + '\n})()';
  }
  try {
    return { value: json(vm.runInNewContext(script, {}, { timeout: 2000 })) };
  } catch (error) {
    const named = error !== null && typeof error === 'object' && 'name' in error && 'message' in error;
    return { error: named ? error.name : 'Thrown' };
  }
}

const sources = JSON.parse(require('fs').readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(sources.map(run)));

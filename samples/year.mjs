// A county's year over the public API with simulated time (Clock:Simulated=true): 65 applications of all tiers and kinds, objections,
// exits and appeals, changes of policy, a stand-in and transfers, payments in batches of which two fail. At the end it counts, and says
// what does not add up.
//   AID_URL=http://localhost:5080 AID_PASSWORD=... node samples/year.mjs
import { createHash } from 'node:crypto';
import { cashiers } from './cashiers.mjs';
import { dayInChina } from './china.mjs';
import { cardNumber, identityNumber } from './people.mjs';

const base = (process.env.AID_URL ?? 'http://localhost:5080').replace(/\/$/, '');
const password = process.env.AID_PASSWORD;
const salt = process.env.AID_SALT ?? `${Date.now()}`;
if (!password) {
  console.error('Set AID_PASSWORD to the demo password (Demo:Password, or the one printed at the first start).');
  process.exit(2);
}

const began = Date.now();
const tokens = new Map();
const people = { grassroots: ['grassroots1', 'grassroots2'], county: ['county1', 'county2'], city: ['city1'], province: ['province1'], national: ['national1'] };
const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));
let writes = 0;

async function call(account, method, path, body, expected) {
  const isFile = body instanceof FormData;
  for (let attempt = 0; ; attempt++) {
    const reply = await fetch(`${base}${path.startsWith('/elsa') ? path : `/api/v1${path}`}`, {
      method,
      headers: { ...(account && { authorization: `Bearer ${await tokenOf(account)}` }), ...(body && !isFile && { 'content-type': 'application/json' }) },
      body: isFile ? body : body && JSON.stringify(body),
    });
    // A token lasts an hour of the server's time, and a day passes here in a second.
    if (reply.status === 401 && account && attempt === 0) {
      tokens.delete(account);
      continue;
    }
    if (method !== 'GET') writes++;
    const text = await reply.text();
    const answer = { status: reply.status, body: reply.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text };
    if (expected && !expected.includes(answer.status)) throw new Error(`${method} ${path} as ${account}: ${answer.status} ${text}`);
    return answer;
  }
}

async function tokenOf(account) {
  if (!tokens.has(account)) {
    const reply = await call(null, 'POST', '/login', { userName: account, password }, [200]);
    tokens.set(account, reply.body.accessToken);
  }
  return tokens.get(account);
}

const random = key => createHash('sha256').update(`${salt} ${key}`).digest().readUInt32BE(0) / 2 ** 32;

function idNumber(number) {
  const day = new Date(Date.UTC(1960, 0, 1) + Math.floor(random(`born ${number}`) * 14000) * 864e5).toISOString().slice(0, 10).replaceAll('-', '');
  return identityNumber(`340000${day}${String(Math.floor(random(`order ${number}`) * 1000)).padStart(3, '0')}`);
}

const card = number => cardNumber(`620000${String(Math.floor(random(`card ${number}`) * 1e12)).padStart(12, '0')}`);

const surnames = '王李张刘陈杨赵黄周吴', given = ['秀英', '建国', '桂兰', '志强', '丽华', '国庆', '玉梅', '文斌', '春燕', '海涛'];
const nameOf = number => surnames[number % 10] + given[Math.floor(number / 10) % 10];

/** Six of ten are deep, two relative, one by accident, one over the standard. */
const tierOf = number => ['deep', 'deep', 'relative', 'deep', 'accident', 'deep', 'deep', 'relative', 'deep', 'none'][number % 10];

function application(number, year) {
  const tier = tierOf(number), name = nameOf(number);
  const income = { deep: 24_000, relative: 36_000, accident: 90_000, none: 120_000 }[tier];
  const rigid = { deep: 16_000, relative: 8_000, accident: 0, none: 0 }[tier];
  const kind = tier === 'accident' ? 'living' : ['medical', 'living', 'study'][number % 3];
  const amount = tier === 'accident' ? 4_500 : tier === 'none' ? 5_000 : kind === 'medical' ? (number % 9 === 0 && tier === 'deep' ? 25_000 : number % 27 === 12 ? 55_000 : 9_000 + number * 50) : kind === 'living' ? (tier === 'deep' ? 5_920 : 4_736) : tier === 'deep' ? 7_400 : 5_920;
  const child = { name: `${name[0]}小明`, relation: 'child', idNumber: idNumber(10_000 + number), school: 'higher-education' };
  return {
    programme: 'needy-worker-aid',
    applicant: { name, idNumber: idNumber(number), phone: `154${String(10_000_000 + number)}`, employer: '星河纺织有限公司', bank: { bankName: '中国工商银行', accountName: name, accountNumber: card(number) } },
    household: {
      members: [child],
      income: [{ kind: 'wage', annualAmount: income }],
      rigidExpenses: rigid ? [{ kind: 'illness', annualAmount: rigid }] : [],
      ...(tier === 'accident' && { loss: { cause: 'accident', amount: 30_000, occurredOn: `${year}-01-05` } }),
    },
    requests: [{ kind, amount, ...(kind === 'medical' && { selfPaidAmount: 90_000 }), ...(kind === 'study' && { memberIdNumber: child.idNumber }) }],
    consent: true,
  };
}

/** What the form of a task wants at least, as somebody would fill it in who has nothing to add. */
function fill(form, given = {}) {
  const filled = { ...given };
  for (const name of form?.required ?? []) {
    const field = form.properties[name];
    filled[name] ??= field.enum?.[0] ?? (field.type === 'boolean' ? true : field.type === 'string' ? '见材料' : field.minimum ?? 1);
  }
  return filled;
}

function upload(account, path, name, text) {
  const form = new FormData();
  form.append('file', new Blob([text], { type: 'text/csv' }), name);
  return call(account, 'POST', path, form);
}

const decisions = {};
const done = {};

/** Whatever is open is done by the people it is for, each by themselves; two where two have to sign. */
async function work() {
  for (;;) {
    await settle();
    const { body } = await call('admin', 'GET', '/tasks?view=all&pageSize=200', null, [200]);
    if (!body.items.length) return;
    for (const task of body.items) await complete(task);
  }
}

async function complete(task) {
  const choice = decisions[`${task.caseNumber} ${task.key}`] ?? {};
  const answer = { outcome: choice.outcome ?? task.outcomes[0], comment: '已核实', form: fill(task.form, choice.form) };
  for (const account of people[task.level]) {
    const { status, body } = await call(account, 'POST', `/tasks/${task.id}/complete`, answer);
    if (status === 200 && body.status !== 'open') break;
    if (status !== 200 && ![403, 409].includes(status)) throw new Error(`${task.key} of ${task.caseNumber} as ${account}: ${status} ${JSON.stringify(body)}`);
  }
  done[task.key] = (done[task.key] ?? 0) + 1;
}

async function settle() {
  for (const end = Date.now() + 60_000; Date.now() < end; await pause(20)) {
    if ((await call('admin', 'GET', '/clock', null, [200])).body.dueWork === 0) return;
  }
  throw new Error('Work that is due was not done within a minute.');
}

async function today() {
  return new Date((await call('admin', 'GET', '/clock', null, [200])).body.now);
}

const advance = by => call('admin', 'POST', '/clock/advance', { by }, [200]);

/** As an administrator in Studio: read, change, publish. */
async function publish(definition, change, comment) {
  const { body: model } = await call('admin', 'GET', `/elsa/api/workflow-definitions/by-definition-id/${definition}?versionOptions=Latest`, null, [200]);
  change(model);
  await call('admin', 'POST', '/elsa/api/workflow-definitions', { model, publish: true, comment }, [200, 201]);
}

/** Whoever has the failed payment on the desk answers that the account is put right, or was right. */
async function answerFailed(caseNumber, outcome) {
  await settle();
  const { body } = await call('grassroots1', 'GET', `/tasks?view=group&caseNumber=${caseNumber}`, null, [200]);
  const task = body.items.find(candidate => candidate.key === 'failed-payment');
  await call('grassroots1', 'POST', `/tasks/${task.id}/complete`, { outcome, comment: '已与本人核对', form: {} }, [200]);
  await settle();
}

const variable = (model, name) => model.variables.find(candidate => candidate.name === name);
const counts = { applications: 0, objections: 0, exits: 0, appeals: 0, policyChanges: 0, transfers: 0 };
const cases = [];
const till = cashiers(call, upload, answerFailed, number => cases.some(one => one.caseNumber === number));

async function apply(number) {
  const { body } = await call(people.grassroots[number % 2], 'POST', '/applications', application(number, +dayInChina(await today()).slice(0, 4)), [201]);
  cases.push({ number, caseNumber: body.caseNumber });
  counts.applications++;
  return body.caseNumber;
}

async function object(caseNumber, upheld) {
  decisions[`${caseNumber} objection-review`] = { outcome: upheld ? '异议成立' : '异议不成立' };
  const { body } = await call(null, 'GET', '/notices', null, [200]);
  const newest = body.items.at(-1);
  await call(null, 'POST', `/notices/${newest.id}/objections`, { text: '反映该户收入与申报不符。' }, [201]);
  counts.objections++;
}

const start = await today();
console.log(`The county's year begins on ${dayInChina(start)}.`);
const objectionWeeks = new Map([[6, false], [12, true], [18, false], [24, false], [30, true], [36, false]]);
let next = 0, toFail = 0;
await till.open(2_000_000, dayInChina(start));

for (let week = 0; week < 52; week++) {
  for (let i = 0; i < (week % 4 === 3 ? 2 : 1) && next < 65; i++) await apply(next++);
  if (week === 8) {
    await publish('aid-approval', model => { variable(model, 'ProvincialThreshold').value = '30000'; }, '省级限额调整为三万元');
    counts.policyChanges++;
  }
  if (week === 20) {
    await publish('needy-worker-aid', model => { variable(model, 'PublicityWorkingDays').value = '7'; }, '公示延长为七个工作日');
    counts.policyChanges++;
  }
  if (week === 32) {
    await publish('exit', model => { variable(model, 'AppealMonths').value = '2'; }, '申诉期延长为两个月');
    counts.policyChanges++;
  }
  if (week === 10) {
    const me = (await call('county2', 'GET', '/me', null, [200])).body, other = (await call('county1', 'GET', '/me', null, [200])).body;
    const first = await today(), last = new Date(first.getTime() + 5 * 864e5);
    await call('county1', 'POST', '/stand-ins', { standInPersonId: me.personId ?? me.id, firstDay: dayInChina(first), lastDay: dayInChina(last) }, [200]);
    if (!(other.personId ?? other.id)) throw new Error('Who am I? /me does not say.');
  }
  if (week % 13 === 5) {
    // A colleague takes over a task that somebody has claimed.
    const { body } = await call('county1', 'GET', '/tasks?view=group', null, [200]);
    const open = body.items.find(task => task.level === 'county' && task.signRule === 'single' && !task.assignee);
    if (open) {
      const to = (await call('county2', 'GET', '/me', null, [200])).body;
      await call('county1', 'POST', `/tasks/${open.id}/claim`, {}, [200]);
      await call('county1', 'POST', `/tasks/${open.id}/transfer`, { personId: to.personId ?? to.id }, [200]);
      counts.transfers++;
    }
  }
  await work();
  if (objectionWeeks.has(week)) {
    const shown = (await call(null, 'GET', '/notices', null, [200])).body.items.length;
    if (shown) {
      const caseNumber = cases.at(-1).caseNumber;
      await object(caseNumber, objectionWeeks.get(week));
      await work();
    }
  }
  await payWhatIsDue(week === 9 || week === 21 ? 1 : 0);
  if (week >= 26 && week % 3 === 0) await leave(week);
  await advance('P7D');
  if (next >= 65 && week > 50) break;
}

while (next < 65) {
  await apply(next++);
  await work();
  await payWhatIsDue(0);
  await advance('P7D');
}

for (let i = 0; i < 12; i++) {
  await work();
  await payWhatIsDue(0);
  await advance('P7D');
}
await work();
await payWhatIsDue(0);

/** The week's batch. Every other failure is a wrong card, which the household's union puts right. */
async function payWhatIsDue(failing) {
  toFail += failing;
  const failed = till.paid.failures;
  await till.pay(toFail);
  if (till.paid.failures === failed) return;
  toFail = 0;
  await till.repair(card(50_000 + till.paid.repaired));
}

/** A household leaves at its own wish; four of them think better of it. */
async function leave(week) {
  const { body } = await call('admin', 'GET', '/archives?state=active&pageSize=200', null, [200]);
  const archive = body.items.at(week % Math.max(1, body.items.length));
  if (!archive) return;
  const asked = await call('grassroots1', 'POST', `/archives/${archive.archiveNumber}/exit-requests`, { route: 'request', signedOn: dayInChina(await today()) });
  if (asked.status !== 201) return;
  counts.exits++;
  await work();
  if (counts.appeals < 4) {
    const appealed = await call('grassroots2', 'POST', `/archives/${archive.archiveNumber}/appeals`, { receiver: 'grassroots-union', grounds: '本户仍有困难。' });
    if (appealed.status === 201) counts.appeals++;
  }
}

const problems = [];
const expect = (holds, text) => { if (!holds) problems.push(text); };
let paid = 0, granted = 0, late = 0;
for (const { number, caseNumber } of cases) {
  const { body: found } = await call('auditor', 'GET', `/cases/${caseNumber}`, null, [200]);
  const codes = found.events.map(event => event.code), at = code => codes.indexOf(code);
  expect(['approved', 'rejected', 'withdrawn'].includes(found.status), `${caseNumber} is ${found.status} after a year`);
  granted += found.awards.reduce((sum, award) => sum + award.amount, 0);
  paid += found.payments.filter(payment => payment.status === 'paid').reduce((sum, payment) => sum + payment.amount, 0);
  if (found.awards.length) {
    // S-054: no step is skipped, and none comes before its turn.
    const order = ['visit-recorded', 'archive-begun', 'notice-shown', 'notice-ended', 'archive-state-changed', 'award-granted'].map(at);
    expect(order.every((place, i) => place >= 0 && (i === 0 || place > order[i - 1])), `${caseNumber}: the steps are out of order: ${codes.join(' ')}`);
    expect(tierOf(number) === 'accident' || at('registers-compared') > 0, `${caseNumber} was not compared with the registers`);
    expect(found.tier !== 'relative' || !found.awards.some(award => ['province', 'national'].includes(award.decidedLevel)), `${caseNumber} is relative and escalated`);
  } else {
    expect(codes.includes('letter-delivered'), `${caseNumber} was refused without a delivered letter`);
  }
  expect(tierOf(number) !== 'none' || found.awards.length === 0, `${caseNumber} is over the standard and got aid`);
}
expect(Math.round(paid * 100) === Math.round(granted * 100), `paid ${paid}, granted ${granted}`);
const ledger = await till.ledger();
expect(Math.round(ledger.spent * 100) === Math.round(granted * 100), `the fund has spent ${ledger.spent}, granted are ${granted}`);
expect(ledger.reserved === 0 && Math.round((ledger.available + ledger.spent) * 100) === 200_000_000, `the fund does not add up: ${JSON.stringify(ledger)}`);
expect(till.paid.failures === 2 && till.paid.repaired === 2, `${till.paid.failures} payments failed, ${till.paid.repaired} were repaired`);

const archives = [];
for (let page = 1; ; page++) {
  const { body } = await call('auditor', 'GET', `/archives?pageSize=200&page=${page}`, null, [200]);
  archives.push(...body.items);
  if (archives.length >= body.totalCount || !body.items.length) break;
}
for (const archive of archives) {
  const { body: exits } = await call('auditor', 'GET', `/archives/${archive.archiveNumber}/exits`, null, [200]);
  late += exits.filter(exit => exit.appeal?.isLate).length;
}
const { body: reports } = await call('auditor', 'GET', '/reports?pageSize=100', null, [200]);
expect(reports.totalCount >= 12, `only ${reports.totalCount} monthly reports`);
expect(counts.applications === 65, `${counts.applications} applications`);
expect(counts.objections === 6, `${counts.objections} objections`);
expect(counts.appeals === 4, `${counts.appeals} appeals`);

const states = {};
for (const archive of archives) (states[archive.state] ??= []).push(archive);
console.log(`${dayInChina(await today())}: ${JSON.stringify(counts)}`);
console.log(`Archives: ${Object.entries(states).map(([state, list]) => `${state} ${list.length}`).join(', ')}; monthly reports: ${reports.totalCount}; re-examinations late: ${late}`);
console.log(`Batches to the bank: ${till.paid.batches} with ${till.paid.payments + till.paid.failures} payments, ${till.paid.failures} failed and repaired; refused: ${Object.keys(till.paid.refused).join(', ')}`);
console.log(`Granted and paid: ${granted.toFixed(2)} yuan. Tasks done: ${JSON.stringify(done)}`);
const seconds = (Date.now() - began) / 1000;
console.log(`${writes} writes in ${seconds.toFixed(1)} s`);
problems.forEach(problem => console.log(`✗ ${problem}`));
console.log(problems.length ? `${problems.length} problem(s)` : 'Everything adds up.');
process.exit(problems.length ? 1 : 0);

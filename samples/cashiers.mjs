// What the county's cashiers do in the year: money comes in, batches go to the bank, the bank answers, and two payments that fail are repaired.

import { dayInChina } from './china.mjs';

/**
 * @param call account, method, path, body, expected statuses
 * @param upload account, path, file name, text
 * @param complete case number, outcome: answers the task of a failed payment
 * @param isOurs whether a case number is one of this year's; others may wait for payment too
 */
export function cashiers(call, upload, complete, isOurs) {
  const paid = { batches: 0, payments: 0, failures: 0, repaired: 0, refused: {} };
  let fund;

  async function pending() {
    const { body } = await call('cashier', 'GET', '/payments?status=pending&pageSize=200', null, [200]);
    return body.items.filter(payment => isOurs(payment.caseNumber));
  }

  /** The first batch of all shows what is refused. */
  async function refuse(code, answer) {
    if (answer.status < 400 || answer.body.code !== code) throw new Error(`Expected ${code}, got ${answer.status} ${JSON.stringify(answer.body)}`);
    paid.refused[code] = (paid.refused[code] ?? 0) + 1;
  }

  async function open(amount, day) {
    fund = (await call('cashier', 'POST', '/funds', { source: 'union-funds', name: `工会经费帮扶专项（${day} 起）`, document: '县总工会年度预算' }, [201])).body;
    await call('cashier', 'POST', `/funds/${fund.id}/allocations`, { amount, text: '年初拨入' }, [200]);
  }

  /** Everything that waits goes to the bank in one batch; the bank pays all but those that are to fail. */
  async function pay(failing = 0) {
    const waiting = await pending();
    if (!waiting.length) return;
    const payments = waiting.map(payment => payment.id);
    if (paid.batches === 0) await refuse('payment-method', await call('cashier', 'POST', '/payments/batches', { fundId: fund.id, payments, method: 'cash' }));
    const { body: batch } = await call('cashier', 'POST', '/payments/batches', { fundId: fund.id, payments, method: 'bank-card' }, [201]);
    if (paid.batches === 0) await refuse('batch-own', await call('cashier', 'POST', `/payments/batches/${batch.id}/check`, {}));
    await call('cashier2', 'POST', `/payments/batches/${batch.id}/check`, {}, [200]);
    await call('cashier2', 'POST', `/payments/batches/${batch.id}/file?format=csv`, {}, [200]);
    const day = dayInChina((await call('admin', 'GET', '/clock', null, [200])).body.now);
    const rows = batch.payments.map((payment, i) =>
      [payment.paymentNumber, payment.payeeName, payment.amount.toFixed(2), i < failing ? '失败' : '成功', day, i < failing ? '账户状态异常' : ''].join(','));
    const file = ['付款编号,户名,金额,结果,日期,失败原因', ...rows].join('\r\n');
    const report = await upload('cashier', `/payments/batches/${batch.id}/results`, `${batch.number}.csv`, file);
    if (report.status !== 200) throw new Error(`Results of ${batch.number}: ${report.status} ${JSON.stringify(report.body)}`);
    if (paid.batches === 0) await refuse('result-file-known', await upload('cashier2', `/payments/batches/${batch.id}/results`, 'again.csv', file));
    paid.batches++;
    paid.payments += batch.payments.length - failing;
    paid.failures += failing;
  }

  /** A wrong card is put right; every other time it was right, and the bank is asked again. */
  async function repair(otherCard) {
    const { body } = await call('cashier', 'GET', '/payments?status=failed&pageSize=50', null, [200]);
    for (const payment of body.items.filter(failed => isOurs(failed.caseNumber))) {
      const isWrong = paid.repaired % 2 === 0;
      if (isWrong) {
        const account = { accountName: payment.payeeName, bankName: '中国建设银行', accountNumber: otherCard };
        await refuse('account-name-other', await call('grassroots1', 'PUT', `/payments/${payment.id}/account`, { ...account, accountName: '张别人' }));
        await call('grassroots1', 'PUT', `/payments/${payment.id}/account`, account, [200]);
      }
      await complete(payment.caseNumber, isWrong ? '已更正账户' : '账户无误，重新发放');
      paid.repaired++;
    }
  }

  async function ledger() {
    return (await call('auditor', 'GET', `/funds/${fund.id}`, null, [200])).body;
  }

  return { open, pay, repair, ledger, paid };
}

// Drives the simulated org with jsforce, over the surface that jsforce knows.
// Environment: SIM_URL, SIM_TOKEN, SIM_CLIENT_ID, SIM_CLIENT_SECRET.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import jsforce from 'jsforce';

const { SIM_URL, SIM_TOKEN, SIM_CLIENT_ID, SIM_CLIENT_SECRET } = process.env;
const connect = (version = '65.0') => new jsforce.Connection({ instanceUrl: SIM_URL, accessToken: SIM_TOKEN, version });
const org = connect();
const unique = () => Math.random().toString(36).slice(2);
const failure = async (promise) => promise.then(() => assert.fail('should have failed'), (error) => error);

test('signs in with client credentials', async () => {
  const conn = new jsforce.Connection({
    instanceUrl: SIM_URL,
    oauth2: { clientId: SIM_CLIENT_ID, clientSecret: SIM_CLIENT_SECRET, loginUrl: SIM_URL },
  });
  await conn.authorize({ grant_type: 'client_credentials' });
  assert.match(conn.accessToken, /^00D\w{12}!/);
  // The token's own id link names the real login host, so the identity is asked for by the org's link.
  const identity = await org.identity();
  assert.match(identity.user_id, /^005\w{15}$/);
  assert.equal(identity.username, 'integration@simulator.invalid');
});

test('lists versions and objects, and describes', async () => {
  const versions = await org.request('/services/data');
  assert.ok(versions.some((v) => v.version === '31.0'));
  const all = await org.describeGlobal();
  assert.ok(all.sobjects.some((o) => o.name === 'CampaignMember'));
  const lead = await org.describe('Lead');
  const email = lead.fields.find((f) => f.name === 'Email');
  assert.deepEqual([email.type, email.length, email.idLookup], ['email', 80, true]);
  const status = lead.fields.find((f) => f.name === 'Status');
  assert.ok(status.picklistValues.some((v) => v.defaultValue));
});

test('creates, retrieves, updates and deletes one record', async () => {
  const made = await org.sobject('Lead').create({ LastName: 'Lovelace', FirstName: 'Ada', Company: 'Engines' });
  assert.equal(made.success, true);
  const read = await org.sobject('Lead').retrieve(made.id);
  assert.equal(read.Name, 'Ada Lovelace');
  assert.equal(read.attributes.type, 'Lead');
  const updated = await org.sobject('Lead').update({ Id: made.id, Title: 'Countess' });
  assert.equal(updated.success, true);
  const deleted = await org.sobject('Lead').destroy(made.id);
  assert.equal(deleted.success, true);
  const gone = await failure(org.sobject('Lead').retrieve(made.id));
  assert.equal(gone.errorCode, 'ENTITY_IS_DELETED');
});

test('tells errors by code', async () => {
  const missing = await failure(org.sobject('Lead').create({ Company: 'C' }));
  assert.equal(missing.errorCode, 'REQUIRED_FIELD_MISSING');
  assert.deepEqual(missing.data?.fields ?? missing.fields ?? ['LastName'], ['LastName']);
  const unknown = await failure(org.query('SELECT Id FROM Nope__c'));
  assert.equal(unknown.errorCode, 'INVALID_TYPE');
  const session = new jsforce.Connection({ instanceUrl: SIM_URL, accessToken: 'wrong' });
  assert.equal((await failure(session.query('SELECT Id FROM Lead'))).errorCode, 'INVALID_SESSION_ID');
});

test('saves collections of many records', async () => {
  const records = Array.from({ length: 450 }, (_, i) => ({ LastName: `Many${i}`, Company: 'Many' }));
  const made = await org.sobject('Lead').create(records, { allowRecursive: true });
  assert.equal(made.length, 450);
  assert.ok(made.every((r) => r.success));
  const updated = await org.sobject('Lead').update(made.slice(0, 10).map((r) => ({ Id: r.id, Title: 'T' })));
  assert.ok(updated.every((r) => r.success));
  const read = await org.sobject('Lead').retrieve(made.slice(0, 3).map((r) => r.id));
  assert.deepEqual(read.map((r) => r.Title), ['T', 'T', 'T']);
  const deleted = await org.sobject('Lead').destroy(made.map((r) => r.id), { allowRecursive: true });
  assert.ok(deleted.every((r) => r.success));
});

test('upserts by an external id', async () => {
  const key = unique();
  const made = await org.sobject('Lead').upsert({ Key__c: key, LastName: 'U', Company: 'C' }, 'Key__c');
  assert.equal(made.created, true);
  const again = await org.sobject('Lead').upsert({ Key__c: key, Title: 'again' }, 'Key__c');
  assert.equal(again.created, false);
  assert.equal(again.id, made.id);
  const many = await org.sobject('Lead').upsert([{ Key__c: key, Title: 'many' }, { Key__c: unique(), LastName: 'V', Company: 'C' }], 'Key__c');
  assert.deepEqual(many.map((r) => r.created), [false, true]);
});

test('queries with pages, parents, children and aggregates', async () => {
  const account = await org.sobject('Account').create({ Name: `Q ${unique()}` });
  await org.sobject('Contact').create([
    { LastName: 'A', AccountId: account.id },
    { LastName: 'B', AccountId: account.id },
  ]);
  const contacts = await org.query(`SELECT LastName, Account.Name, Owner.Name FROM Contact WHERE AccountId = '${account.id}' ORDER BY LastName DESC`);
  assert.deepEqual(contacts.records.map((r) => r.LastName), ['B', 'A']);
  assert.match(contacts.records[0].Account.Name, /^Q /);
  const parents = await org.query(`SELECT Name, (SELECT LastName FROM Contacts ORDER BY LastName) FROM Account WHERE Id = '${account.id}'`);
  assert.equal(parents.records[0].Contacts.totalSize, 2);
  const groups = await org.query(`SELECT LastName l, COUNT(Id) n FROM Contact WHERE AccountId = '${account.id}' GROUP BY LastName`);
  assert.equal(groups.records.length, 2);
  const found = await org.sobject('Contact').find({ AccountId: account.id }, ['Id', 'LastName']).sort('LastName').limit(1);
  assert.equal(found[0].LastName, 'A');
});

test('fetches all pages by itself', async () => {
  await fetch(`${SIM_URL}/control/generate`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ object: 'Lead', count: 4500 }),
  });
  const all = await org.query('SELECT Id FROM Lead', { autoFetch: true, maxFetch: 10000 });
  assert.ok(all.records.length >= 4500);
  assert.equal(new Set(all.records.map((r) => r.Id)).size, all.records.length);
});

test('searches, and lists what is recent, limited, updated and deleted', async () => {
  const name = `Zz${unique()}`;
  const made = await org.sobject('Lead').create({ LastName: name, Company: 'C' });
  const search = await org.search(`FIND {${name}} IN NAME FIELDS RETURNING Lead(Id, LastName)`);
  assert.equal(search.searchRecords[0].Id, made.id);
  await org.sobject('Lead').retrieve(made.id);
  assert.equal((await org.sobject('Lead').recent())[0].Id, made.id);
  assert.ok((await org.limits()).DailyApiRequests.Remaining > 0);
  assert.ok(org.limitInfo.apiUsage.used > 0);
  const from = new Date(Date.now() - 3600e3);
  const to = new Date(Date.now() + 3600e3);
  assert.ok((await org.sobject('Lead').updated(from, to)).ids.includes(made.id));
  await org.sobject('Lead').destroy(made.id);
  assert.ok((await org.sobject('Lead').deleted(from, to)).deletedRecords.some((r) => r.id === made.id));
});

test('runs composite requests, trees and batches', async () => {
  const base = '/services/data/v65.0';
  const composite = await org.requestPost(`${base}/composite`, {
    allOrNone: true,
    compositeRequest: [
      { method: 'POST', url: `${base}/sobjects/Account`, referenceId: 'a', body: { Name: 'Comp' } },
      { method: 'POST', url: `${base}/sobjects/Contact`, referenceId: 'c', body: { LastName: 'L', AccountId: '@{a.id}' } },
      { method: 'GET', url: `${base}/query?q=SELECT+Id+FROM+User`, referenceId: 'q' },
    ],
  });
  assert.deepEqual(composite.compositeResponse.map((r) => r.httpStatusCode), [201, 201, 200]);
  const batch = await org.requestPost(`${base}/composite/batch`, { batchRequests: [{ method: 'GET', url: 'v65.0/limits' }] });
  assert.equal(batch.hasErrors, false);
});

test('loads and queries in bulk', async () => {
  const records = Array.from({ length: 300 }, (_, i) => ({ LastName: `Bulk${i}`, Company: i === 7 ? '' : 'Bulk' }));
  const loaded = await org.bulk2.loadAndWaitForResults({ object: 'Lead', operation: 'insert', input: records, pollInterval: 100, pollTimeout: 60000 });
  assert.equal(loaded.successfulResults.length, 299);
  assert.equal(loaded.failedResults.length, 1);
  assert.match(loaded.failedResults[0].sf__Error, /REQUIRED_FIELD_MISSING/);
  const stream = await org.bulk2.query("SELECT Id, LastName FROM Lead WHERE Company = 'Bulk'", { pollInterval: 100, pollTimeout: 60000 });
  const rows = await stream.toArray();
  assert.equal(rows.length, 299);
});

test('speaks old versions too', async () => {
  const old = connect('42.0');
  assert.ok((await old.describeGlobal()).sobjects.length > 10);
  assert.ok((await old.query('SELECT Id FROM User')).totalSize >= 2);
});

test('queries polymorphic parents, subtotals and scopes', async () => {
  const company = unique();
  await org.sobject('Lead').create({ LastName: 'One', Company: company });
  const { records } = await org.query(`SELECT TYPEOF Owner WHEN User THEN Username ELSE Name END FROM Lead WHERE Company = '${company}'`);
  assert.equal(records[0].Owner.attributes.type, 'User');
  assert.equal(records[0].Owner.Username, 'integration@simulator.invalid');
  const sums = await org.query(`SELECT Status, COUNT(Id) c FROM Lead WHERE Company = '${company}' GROUP BY ROLLUP(Status)`);
  assert.deepEqual(sums.records.map((r) => r.c), [1, 1]);
  const mine = await org.query(`SELECT Id FROM Lead USING SCOPE mine WHERE Company = '${company}' WITH USER_MODE`);
  assert.equal(mine.totalSize, 1);
});

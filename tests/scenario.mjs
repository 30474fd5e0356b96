// Scenarios: text files that tell, request by request, what people ask of the program and what it answers.
//
//   as clerk                              who asks from here on (a demo account; `as nobody`: signed out)
//   POST /api/… {"json":…}                a request; further lines of its body are indented
//   200 {"state":"submitted"}             what must come: the status, and what the answer must contain
//   keep case = id                        a value of the last answer, used later as $case
//
// An expected object names some of the members; each expected element of a list must be somewhere in it; "*" stands for
// any value but null and "". A path of `keep` goes through members and lists: items[code=person_pass].id
import { readFileSync } from 'node:fs';

const request = /^(GET|POST) (\S+)(?: (.*))?$/;

export function parse(text, name) {
  const steps = [];
  text.split('\n').forEach((line, index) => {
    const at = `${name}:${index + 1}`;
    if (/^\s*(#|$)/.test(line)) return;
    if (/^\s/.test(line)) {
      if (!steps.length) throw new Error(`${at}: an indented line continues nothing`);
      steps.at(-1).json = (steps.at(-1).json ?? '') + line.trim();
      return;
    }
    let found;
    if ((found = /^as (\w+)$/.exec(line))) steps.push({ at, kind: 'as', login: found[1] });
    else if ((found = /^keep (\w+) = (\S+)$/.exec(line)))
      steps.push({ at, kind: 'keep', name: found[1], path: found[2] });
    else if ((found = request.exec(line)))
      steps.push({ at, kind: 'ask', method: found[1], path: found[2], json: found[3] });
    else if ((found = /^(\d{3})(?: (.*))?$/.exec(line)))
      steps.push({ at, kind: 'answer', status: Number(found[1]), json: found[2] });
    else throw new Error(`${at}: not a line of a scenario: ${line}`);
  });
  return steps;
}

export const load = (path) => parse(readFileSync(path, 'utf8'), path.split('/').slice(-3).join('/'));

export function value_at(body, path) {
  let value = body;
  for (const [, member, list, key, wanted] of path.matchAll(/(?:^|\.)(\w+)|(\[(\w+)=([^\]]+)\])/g))
    value = member ? value?.[member] : list && value?.find?.((each) => String(each[key]) === wanted);
  return value;
}

// What is missing, as a path; undefined when everything expected is there.
export function difference(expected, actual, path = 'answer') {
  if (expected === '*')
    return actual === undefined || actual === null || actual === '' ? `${path} is empty` : undefined;
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return `${path} is no list`;
    if (!expected.length && actual.length) return `${path} is not empty`;
    const lacking = expected.find((each) => !actual.some((one) => difference(each, one) === undefined));
    return lacking === undefined ? undefined : `${path} has no ${JSON.stringify(lacking)}`;
  }
  if (expected && typeof expected === 'object') {
    if (!actual || typeof actual !== 'object') return `${path} is no object`;
    for (const [name, value] of Object.entries(expected)) {
      const found = difference(value, actual[name], `${path}.${name}`);
      if (found) return found;
    }
    return undefined;
  }
  return Object.is(expected, actual)
    ? undefined
    : `${path} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`;
}

// Plays a scenario; `asked` is told every request and its status.
export async function play(steps, server, people, asked = () => undefined) {
  const kept = new Map();
  const filled = (text, at) =>
    text.replace(/\$(\w+)/g, (_, name) => {
      if (!kept.has(name)) throw new Error(`${at}: $${name} was never kept`);
      return kept.get(name);
    });
  const json_of = (step) => {
    if (step.json === undefined) return undefined;
    try {
      return JSON.parse(filled(step.json, step.at));
    } catch (fault) {
      throw new Error(`${step.at}: ${fault.message}`);
    }
  };
  let person = server.nobody();
  let last;
  let checked = true;
  for (const step of steps) {
    if (step.kind === 'as') {
      if (step.login !== 'nobody' && !people.has(step.login))
        people.set(step.login, await server.sign_in(step.login));
      person = step.login === 'nobody' ? server.nobody() : people.get(step.login);
    } else if (step.kind === 'ask') {
      if (!checked) throw new Error(`${step.at}: the answer before was not looked at`);
      const path = filled(step.path, step.at);
      last = step.method === 'GET' ? await person.get(path) : await person.post(path, json_of(step));
      asked(step.method, path, last.status);
      checked = false;
    } else if (step.kind === 'answer') {
      checked = true;
      const said = `\n${last.text.slice(0, 1500)}`;
      if (last.status !== step.status) throw new Error(`${step.at}: ${last.status}, not ${step.status}${said}`);
      const lacking = difference(json_of(step) ?? {}, last.body);
      if (lacking) throw new Error(`${step.at}: ${lacking}${said}`);
    } else {
      const value = value_at(last.body, step.path);
      if (value === undefined || value === null)
        throw new Error(`${step.at}: the answer has no ${step.path}\n${last.text.slice(0, 1500)}`);
      kept.set(step.name, value);
    }
  }
  if (!checked) throw new Error('The last answer was not looked at');
}

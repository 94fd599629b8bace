/* Run by bench/peers: a page's path a line in, what Readability.js says of it a line out.  Its argument is the
 * node_modules that holds it. */
'use strict';
const { readFileSync } = require('fs');
const { join } = require('path');
const { gunzipSync } = require('zlib');
const { createInterface } = require('readline');
const { Readability } = require(join(process.argv[2], '@mozilla/readability'));
const { JSDOM, VirtualConsole } = require(join(process.argv[2], 'jsdom'));

function answer(path) {
  let data = readFileSync(path);
  if (path.endsWith('.gz')) data = gunzipSync(data);
  const page = new JSDOM(data, { url: 'https://page.example/', virtualConsole: new VirtualConsole() });
  const found = new Readability(page.window.document).parse() || {};
  page.window.close();
  return {
    title: found.title, author: found.byline, date: found.publishedTime, sitename: found.siteName,
    text: found.textContent,
  };
}

createInterface({ input: process.stdin }).on('line', (path) => {
  let said;
  try {
    said = answer(path);
  } catch (error) {
    said = { error: String(error) };
  }
  process.stdout.write(JSON.stringify(said) + '\n');
});

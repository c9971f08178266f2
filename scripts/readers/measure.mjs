// node measure.mjs CHROMIUM MODULES SHOTS SIZES BOOK.epub [PAGE.xhtml …]: opens the book in each engine at each size and
// prints what it finds as JSON, a line an engine and size. SIZES: [[width, height], …]. SHOTS: a folder for pictures of
// its first pages. Where pages are named, by their files' names, no others are looked at.
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const [chromium, modules, shots, sizes, book, ...sample] = process.argv.slice(2)
const installed = createRequire(path.resolve(modules, 'x.js'))
const puppeteer = installed('puppeteer-core')
const here = path.dirname(fileURLToPath(import.meta.url))
const ENGINES = ['foliate', 'epubjs', 'readium']
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.epub': 'application/epub+zip',
  '.xhtml': 'application/xhtml+xml', '.css': 'text/css', '.png': 'image/png', '.jpg': 'image/jpeg', '.svg': 'image/svg+xml' }

const archive = await installed('jszip').loadAsync(await readFile(book))
const bundle = installed('esbuild').buildSync({
  entryPoints: [path.join(here, 'readium.js')], nodePaths: [path.resolve(modules)],
  bundle: true, format: 'esm', write: false, logLevel: 'error',
}).outputFiles[0].contents

// The book as it is and file by file, the engines, and the pages that hold them.
const data = async url => {
  if (url === '/book.epub') return readFile(book)
  if (url === '/readium.js') return bundle
  if (url.startsWith('/book/')) return archive.file(url.slice(6))?.async('nodebuffer')
  const [root, rest] = url.startsWith('/npm/') ? [modules, url.slice(5)] : [here, url.slice(1)]
  const found = path.resolve(root, rest)
  return found.startsWith(path.resolve(root)) ? readFile(found) : null
}
const server = createServer(async (request, response) => {
  const name = decodeURIComponent(request.url.split('?')[0])
  const found = await data(name).catch(() => null)
  response.writeHead(found ? 200 : 404, { 'content-type': TYPES[path.extname(name)] ?? 'application/octet-stream' })
  response.end(found ?? '')
})

// Runs in the engine's page, once a document of the book is shown.
const measure = () => {
  const LINE = 10 // what is lower shows nothing
  const faults = []
  for (const doc of reader.documents()) {
    const root = doc.documentElement
    if (root.scrollWidth > root.clientWidth + 1) faults.push(`is ${root.scrollWidth} wide on ${root.clientWidth}`)
    if (root.clientHeight < LINE) faults.push(`is ${root.clientHeight} high`)
    for (const pair of doc.querySelectorAll('.pair')) {
      const sides = [...pair.querySelectorAll('p[lang], li[lang], span.side[lang]')]
        .map(one => ({ lang: one.lang, name: one.id || pair.id, box: one.getBoundingClientRect() }))
      for (const { name, box } of sides) {
        if (box.width < 1 || box.height < 1) faults.push(`${name} is not in sight`)
      }
      for (const [at, one] of sides.entries()) {
        for (const other of sides.slice(at + 1)) {
          const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
          const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
          if (one.lang !== other.lang && wide > 2 && high > 4) faults.push(`${one.name} overlaps ${other.name}`)
        }
      }
    }
  }
  return { faults, text: reader.documents().map(doc => doc.body.textContent).join('') }
}

const shown = async (browser, engine, size, flow) => {
  const page = await browser.newPage()
  await page.setViewport({ width: size[0], height: size[1] })
  await page.goto(`http://127.0.0.1:${server.address().port}/${engine}.html?flow=${flow}`)
  await page.waitForFunction('window.reader')
  await page.evaluate(() => reader.opened)
  return page
}

const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds))

// The numbers of the first, a middle and the last printed page that do not lead to where they should.
const followed = async (page, numbers) => {
  const astray = []
  for (const at of new Set([0, numbers.length >> 1, numbers.length - 1])) {
    const { label, href } = numbers[at] ?? {}
    if (!href) continue
    await page.evaluate(index => reader.follow(index), at)
    await pause(150)
    const shown = await page.evaluate(id => reader.documents().some(doc => doc.getElementById(id)), href.split('#')[1])
    if (!shown) astray.push(label)
  }
  return astray
}

const study = async (browser, engine, size) => {
  const page = await shown(browser, engine, size, 'scrolled-doc')
  const names = await page.evaluate(() => reader.pages())
  const pages = []
  for (const [index, name] of names.entries()) {
    if (sample.length && !sample.includes(path.posix.basename(name))) continue
    await page.evaluate(at => reader.go(at), index)
    await pause(150)
    pages.push({ name, ...await page.evaluate(measure) })
  }
  const contents = await page.evaluate(() => reader.contents())
  const numbers = await page.evaluate(() => reader.numbers())
  const astray = await followed(page, numbers)
  await page.close()
  return { engine, size, contents, pages, numbers: numbers.map(one => one.label), astray }
}

// Whether a chapter's title is on a screen without a word of the chapter. Screens stand side by side.
const lonely = () => reader.documents().some(doc => {
  const head = doc.querySelector('header.opening')
  if (!head?.nextElementSibling) return false
  const words = doc.createRange()
  words.selectNodeContents(head.nextElementSibling)
  const [first] = words.getClientRects()
  return first && first.left - head.getBoundingClientRect().left > 0.75 * innerWidth
})

// Takes pictures of the first screens of two pages; returns those that hold a title alone.
const picture = async (browser, engine, size) => {
  const page = await shown(browser, engine, size, 'paginated')
  const names = await page.evaluate(() => reader.pages())
  const alone = []
  for (const index of [1, 6].filter(at => at < names.length)) {
    await page.evaluate(at => reader.go(at), index)
    await pause(600)
    const name = `${path.basename(book, '.epub')}-${engine}-${size[0]}-${index}.png`
    await page.screenshot({ path: path.join(shots, name) })
    if (await page.evaluate(lonely)) alone.push(names[index])
  }
  await page.close()
  return alone
}

await new Promise(done => server.listen(0, '127.0.0.1', done))
const browser = await puppeteer.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] })
for (const engine of ENGINES) {
  for (const size of JSON.parse(sizes)) {
    const alone = await picture(browser, engine, size)
    console.log(JSON.stringify({ ...await study(browser, engine, size), alone }))
  }
}
await browser.close()
server.close()

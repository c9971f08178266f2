// Readium's navigator, which Thorium is built on, takes no archive: it is given a manifest made of the package
// document and of nav.xhtml, and fetches the files one by one.
import { EpubNavigator } from '@readium/navigator'
import { HttpFetcher, Locator, LocatorLocations, Manifest, Publication } from '@readium/shared'

const BASE = `${location.origin}/book/`
const TYPE = 'application/xhtml+xml'
const read = async (href, type) =>
  new DOMParser().parseFromString(await (await fetch(BASE + href)).text(), type)
const inBook = (address, from) => new URL(address, BASE + from).href.slice(BASE.length)
const plain = element => element.textContent.replace(/\s+/g, ' ').trim()

const entry = (item, page) => {
  const link = item.querySelector('a, span')
  const href = link.hasAttribute('href') ? inBook(link.getAttribute('href'), page) : '#'
  return { href, type: TYPE, title: plain(link), children: entries(item, page) }
}
const entries = (list, page) => [...list.querySelectorAll(':scope > ol > li')].map(item => entry(item, page))

const manifest = async () => {
  const container = await read('META-INF/container.xml', 'application/xml')
  const name = container.querySelector('rootfile').getAttribute('full-path')
  const opf = await read(name, 'application/xml')
  const items = [...opf.querySelectorAll('manifest > item')]
  const href = item => inBook(item.getAttribute('href'), name)
  const page = href(items.find(item => item.getAttribute('properties')?.includes('nav')))
  const nav = await read(page, TYPE)
  const list = type => [...nav.querySelectorAll('nav')].find(one => one.getAttribute('epub:type') === type)
  const spine = [...opf.querySelectorAll('spine > itemref')]
    .map(one => items.find(item => item.id === one.getAttribute('idref')))
  return Manifest.deserialize({
    metadata: {
      title: plain(opf.querySelector('metadata > title')),
      language: [...opf.querySelectorAll('metadata > language')].map(plain),
      readingProgression: opf.querySelector('spine').getAttribute('page-progression-direction'),
    },
    links: [{ rel: 'self', href: `${BASE}manifest.json`, type: 'application/webpub+json' }],
    readingOrder: spine.map(item => ({ href: href(item), type: TYPE })),
    resources: items.map(item => ({ href: href(item), type: item.getAttribute('media-type') })),
    toc: entries(list('toc'), page),
    pageList: list('page-list') ? entries(list('page-list'), page) : [],
  })
}

const nothing = () => false
const LISTENERS = Object.fromEntries(['frameLoaded', 'positionChanged', 'tap', 'click', 'zoom', 'miscPointer', 'scroll',
  'customEvent', 'handleLocator', 'textSelected', 'contentProtection', 'contextMenu', 'peripheral']
  .map(name => [name, nothing]))
const flat = links => (links?.items ?? []).flatMap(link => [link, ...flat(link.children)])
const go = link => new Promise((done, failed) =>
  navigator.goLink(link, false, ok => ok ? done() : failed(new Error(link.href))))

let navigator, publication, order
const open = async () => {
  const made = await manifest()
  made.setSelfLink(`${BASE}manifest.json`)
  publication = new Publication({ manifest: made, fetcher: new HttpFetcher(undefined, BASE) })
  order = publication.readingOrder.items
  const places = order.map((link, at) => new Locator({ href: link.href, type: TYPE,
    locations: new LocatorLocations({ position: at + 1, progression: 0, totalProgression: at / order.length }) }))
  const scroll = new URLSearchParams(location.search).get('flow') !== 'paginated'
  const view = document.getElementById('view')
  navigator = new EpubNavigator(view, publication, LISTENERS, places, places[0], { preferences: { scroll }, defaults: {} })
  await navigator.load()
}
window.reader = {
  opened: open(),
  contents: () => flat(publication.toc).map(link => link.title),
  numbers: () => flat(publication.getPageList()).map(({ title, href }) => ({ label: title, href })),
  follow: index => go(flat(publication.getPageList())[index]),
  pages: () => order.map(link => link.href),
  go: index => go(order[index]),
  documents: () => navigator._cframes.filter(Boolean).map(frame => frame.iframe.contentDocument),
}

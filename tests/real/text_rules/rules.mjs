// The platforms' own text rules: one request a line on standard input, one answer a line.
// {"rules": "x" | "bluesky", "texts": [...]} answers with what those libraries find in each text;
// {"time": "parseTweet" | "graphemes", "texts": [...]} with the processor time for all of them, in microseconds.
// Ends with its standard input, so it never outlives the tests that started it.
import { createInterface } from 'node:readline'
import { RichText } from '@atproto/api'
import twitter from 'twitter-text'

const kinds = { url: 'link', screenName: 'mention', hashtag: 'tag', cashtag: 'tag' }

const target = (entity) => {
  if ('screenName' in entity) return entity.screenName + entity.listSlug
  if ('cashtag' in entity) return `$${entity.cashtag}`
  return entity.url ?? entity.hashtag
}

const rules = {
  x: (text) => {
    const { weightedLength, valid, validRangeEnd } = twitter.parseTweet(text)
    const spans = twitter
      .extractEntitiesWithIndices(text)
      .map((entity) => [kinds[Object.keys(kinds).find((key) => key in entity)], ...entity.indices, target(entity)])
    return { weightedLength, valid, validRangeEnd, spans, reply: twitter.extractReplies(text) ?? '' }
  },
  bluesky: (text) => {
    const rich = new RichText({ text })
    rich.detectFacetsWithoutResolution()
    const spans = (rich.facets ?? []).map(({ index, features: [feature] }) => [
      feature.$type.split('#')[1],
      index.byteStart,
      index.byteEnd,
      feature.uri ?? feature.did ?? feature.tag,
    ])
    return { graphemes: rich.graphemeLength, spans }
  },
}

const segmenter = new Intl.Segmenter()
const timed = {
  parseTweet: (text) => twitter.parseTweet(text),
  graphemes: (text) => [...segmenter.segment(text)].length,
}

const processorTime = (work, texts) => {
  const begun = process.cpuUsage()
  for (const text of texts) work(text)
  const { user, system } = process.cpuUsage(begun)
  return user + system
}

for await (const line of createInterface({ input: process.stdin })) {
  const { rules: which, time, texts } = JSON.parse(line)
  const answer = which ? texts.map(rules[which]) : processorTime(timed[time], texts)
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}

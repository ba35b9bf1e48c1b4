// A real PLC directory (database in memory) and a real Bluesky PDS on 127.0.0.1, with no account yet.
// usage: node server.mjs DATA_FOLDER ; prints one JSON line when ready; ends when its standard input does, so it
// never outlives the tests that started it.
import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { createRequire } from 'node:module'
import { randomBytes } from 'node:crypto'

process.env.LOG_ENABLED ??= 'false'
const require = createRequire(import.meta.url)
const { PlcServer, Database } = require('@did-plc/server') // CommonJS
const { PDS, envToCfg, envToSecrets } = await import('@atproto/pds')

const data = process.argv[2]
const blobs = path.join(data, 'blobs')
fs.mkdirSync(blobs, { recursive: true })

// Both servers would listen on every interface.
const onLoopback = (app) => {
  app.listen = (port) => http.createServer(app).listen(port ?? 0, '127.0.0.1')
}
const freePort = () =>
  new Promise((resolve) => {
    const probe = http.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })

const plcPort = await freePort()
const plc = PlcServer.create({ db: Database.mock(), port: plcPort })
onLoopback(plc.app)
await plc.start()

const port = await freePort()
const settings = {
  port,
  hostname: 'localhost', // it refuses an address here
  devMode: true,
  dataDirectory: data,
  blobstoreDiskLocation: blobs,
  blobstoreDiskTmpLocation: path.join(data, 'temporary'),
  blobUploadLimit: 52428800,
  didPlcUrl: `http://127.0.0.1:${plcPort}`,
  serviceHandleDomains: ['.test'],
  inviteRequired: false,
  rateLimitsEnabled: false,
  crawlers: [],
  disableSsrfProtection: true,
  adminPassword: randomBytes(16).toString('hex'),
  jwtSecret: randomBytes(16).toString('hex'),
  dpopSecret: randomBytes(32).toString('hex'),
  plcRotationKeyK256PrivateKeyHex: randomBytes(32).toString('hex'),
}
const pds = await PDS.create(envToCfg(settings), envToSecrets(settings))
onLoopback(pds.app)
await pds.start()
console.log(JSON.stringify({ url: `http://127.0.0.1:${port}`, plc: settings.didPlcUrl }))

const stop = async () => {
  await pds.destroy()
  await plc.destroy()
  process.exit(0)
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
process.stdin.on('end', stop)
process.stdin.resume()

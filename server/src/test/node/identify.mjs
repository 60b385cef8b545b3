// One identify with Segment's own Node client: node identify.mjs HUB WRITE_KEY EMAIL
import { Analytics } from '@segment/analytics-node'

const [hub, writeKey, email] = process.argv.slice(2)
const analytics = new Analytics({ writeKey, host: hub, flushAt: 1 })
let failed = false
analytics.on('error', (error) => {
  console.error(error)
  failed = true
})
analytics.identify({
  userId: 'node-client',
  traits: {
    email,
    name: 'Nora Journey',
    company: { name: 'Journey Ltd' },
    title: 'Buyer',
    address: { country: 'Germany' },
  },
})
await analytics.closeAndFlush({ timeout: 10000 })
process.exit(failed ? 1 : 0)

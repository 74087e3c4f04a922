/** The words that names, fields and sentences of a generated app are made of. */
export const vocabulary = {
  nouns: (
    'Account Address Agenda Article Asset Audit Batch Booking Branch Budget Campaign Cargo Carrier Category Channel ' +
    'Claim Client Comment Contract Course Delivery Deposit Device Discount Document Employee Estimate Event Expense ' +
    'Feedback Fleet Forecast Gallery Goal Guest Incident Invoice Job Journey Lead Ledger Lesson License Listing Loan ' +
    'Location Machine Meeting Member Message Milestone Note Offer Order Parcel Partner Patient Payment Permit Plan ' +
    'Policy Portfolio Product Project Property Quote Receipt Recipe Refund Region Release Rental Report Request ' +
    'Reservation Review Route Schedule Sensor Session Shift Shipment Site Station Statement Subscription Supplier ' +
    'Survey Task Team Ticket Timesheet Transfer Trip Vehicle Vendor Visit Voucher Warehouse Wallet Workshop'
  ).split(' '),
  adjectives: (
    'Active Annual Archived Compact Current Daily Detailed Editable Global Grouped Internal Late Local Monthly Nested ' +
    'Open Paid Pending Personal Pinned Planned Private Public Quick Recent Regional Remote Shared Sorted Weekly'
  ).split(' '),
  componentRoles: (
    'Badge Banner Board Card Dialog Drawer Editor Feed Filter Form Grid Header Inspector List Menu Overview Panel ' +
    'Picker Preview Row Sidebar Summary Table Tabs Timeline Toolbar Tree View Widget Wizard'
  ).split(' '),
  scriptRoles: (
    'Adapter Archive Catalog Client Codec Format Gateway Index Mapper Metrics Model Parser Policy Queue Registry ' +
    'Repository Rules Scheduler Schema Selectors Service Store Validator Workflow'
  ).split(' '),
  numberFields: (
    'amount balance capacity discount distance duration height margin mileage popularity price priority progress ' +
    'quantity rating score size total volume weight'
  ).split(' '),
  stringFields: (
    'author brand city code company contact country description email label locale note owner phone reference street ' +
    'subject summary timezone title'
  ).split(' '),
  booleanFields:
    'isActive isArchived isFeatured isLocked isPaid isPublic isUrgent isVerified hasWarning canShip'.split(
      ' ',
    ),
  choiceFields: {
    status: ['draft', 'open', 'waiting', 'closed', 'failed'],
    kind: ['internal', 'external', 'mixed'],
    channel: ['email', 'phone', 'store', 'online'],
    tier: ['bronze', 'silver', 'gold', 'platinum'],
    stage: ['planned', 'running', 'paused', 'finished'],
    unit: ['piece', 'box', 'pallet'],
    urgency: ['low', 'normal', 'high'],
  },
  sentenceWords: (
    'about account after again already amount another before behind below branch change check choose clear close ' +
    'compare complete confirm contact customer detail during early either enter entry every filter first follow from ' +
    'group help history include keep known later limit list local manager message missing month move nothing notice ' +
    'number office often open other owner page part pending people period place plan please price quarter question ' +
    'quick reason recent record refresh region remove report request result return review round save search section ' +
    'select send several share short since some status still store summary supplier team terms their there through ' +
    'today together total under until update value visit week which without work year your'
  ).split(' '),
}

/**
 * A sentence in plain words, without quotes or markup.
 *
 * @param {import('./create-random.mjs').Random} random
 * @param {number} [length] number of words
 */
export function createSentence(random, length = random.integer(3, 8)) {
  const words = random.sample(vocabulary.sentenceWords, length)
  const sentence = words.join(' ')
  return sentence[0].toUpperCase() + sentence.slice(1)
}

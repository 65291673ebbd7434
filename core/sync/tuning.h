// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

/// The simulator draws smaller ones, so that a story of some hundred changes has many batches, pages and segments.
#ifdef STAFFROOM_SIMULATED
#define STAFFROOM_DRAWN inline
#else
#define STAFFROOM_DRAWN inline constexpr
#endif

/// Every number of the sync engine that was chosen or tuned, with its reason.
namespace staffroom::sync::tuning {

/// Version of the wire form; a server answers others with 426.
inline constexpr std::uint64_t protocol = 1;

/// Changes a batch: a verdict and a retry are about one batch, so it stays small enough to repeat on a bad link.
STAFFROOM_DRAWN std::size_t batchChanges = 500;
/// Encoded bytes a batch before compression; text shrinks to a quarter or less, so this gives about 64 KB on the wire.
inline constexpr std::size_t batchBytes = 192 * 1024;
/// One change: the largest field and its surroundings.
inline constexpr std::size_t changeBytes = 300 * 1024;
/// Encoded bytes of a batch from somebody else: a batch that stayed within its bytes, or one largest change. Whoever
/// reads it gets it in one page, so it has to fit into messageBytes with room to spare.
inline constexpr std::size_t batchMost = batchBytes + changeBytes;

/// Encoded bytes of the entries of a page before compression, when the client doesn't ask for less.
STAFFROOM_DRAWN std::size_t pageBytes = 192 * 1024;
/// What any decompressed message may hold: a page or segment and one largest change over it.
inline constexpr std::size_t messageBytes = 1024 * 1024;

/// The state of one record, all its versions together: behind a whole segment it still fits into a message.
inline constexpr std::size_t recordBytes = 640 * 1024;

/// Records and bytes a snapshot segment. Smaller ones compress worse, larger ones cost more when a link is cut.
STAFFROOM_DRAWN std::size_t segmentRecords = 512;
inline constexpr std::size_t segmentBytes = 192 * 1024;
/// What a segment may unpack to: one record can hold several versions of its longest texts. Its hash stands in a signed
/// manifest, so that nobody else can make it swell.
inline constexpr std::size_t segmentMost = 16 * 1024 * 1024;
/// Entries behind from which a snapshot is cheaper than history: history repeats superseded values and hashes.
STAFFROOM_DRAWN std::uint64_t snapshotAfter = 400;
/// A manifest this many changes old is still handed out; the rest comes as pages.
STAFFROOM_DRAWN std::uint64_t snapshotStale = 2'000;

/// Fields a change, superseded dots a field: far above what any screen writes.
inline constexpr std::size_t fieldsPerChange = 64;
inline constexpr std::size_t dotsPerField = 64;

/// A request carries what the link moved in ten seconds, within these bounds.
inline constexpr std::size_t requestSeconds = 10;
STAFFROOM_DRAWN std::size_t requestLeast = 8 * 1024;
inline constexpr std::size_t requestMost = 512 * 1024;

/// Tries after a cut link, and the pause before the next one: doubled each time, so a server that restarts isn't
/// stormed.
inline constexpr int retries = 5;
/// Where nobody has answered at all in a session: half a minute of silence, twice, and the person is told.
inline constexpr int retriesInSilence = 1;
inline constexpr std::int64_t retryFirstMs = 200;
inline constexpr std::int64_t retryMostMs = 10'000;
/// Longer than this no session waits because a server says so.
inline constexpr std::int64_t waitMostMs = 60'000;

/// Hashes of changes in one answer about a new incarnation, 34 bytes each: half of what a message may hold.
STAFFROOM_DRAWN std::size_t heldHashes = 16'384;

/// New names that the devices of one person get in a day: a school that put one image on all its PCs gets that many.
inline constexpr std::size_t renewalsPerDay = 100;
/// Of a device that is enrolled again: some 115 bytes each.
inline constexpr std::size_t earlierNames = 400;

/// A device may be away this long, and deletions are known as long: a school year and the holidays around it.
inline constexpr std::int64_t leaseDays = 400;
/// A server that was off longer waits first, so many days of looking: its people may have been cut off as long, and a
/// PC that is on once a week has come by then.
inline constexpr std::int64_t leaseGapDays = 30;
inline constexpr std::int64_t leaseWaitDays = 14;
/// Log rows that are forgotten in one transaction, some ten milliseconds.
inline constexpr std::size_t leaseRows = 500;

/// How far the stamp of a peer may move the hybrid clock ahead of the server's time.
inline constexpr std::int64_t clockCapMs = 10 * 60 * 1000;

/// Bytes of a courier file's content that are sealed together: what reading takes at a time, and a loss of 16 in 64 K.
inline constexpr std::size_t courierPiece = 64 * 1024;
/// Readers of one courier file: the PCs of a large school. What they take in its outside, with room to spare.
inline constexpr std::size_t courierReaders = 500;
inline constexpr std::size_t courierOutside = 256 * 1024;
/// One frame of a courier file that is taken into memory: any message as it is on the wire, or a whole segment.
inline constexpr std::size_t courierFrame = segmentMost;
/// Batches, and verdicts, go into a courier file so many bytes a frame: also with the largest batch there is behind
/// them they stay within what a message may unpack to.
inline constexpr std::size_t courierBatches = messageBytes / 4;

/// A hub fetches nothing for its members while its disk has less room than this: what they make comes first.
inline constexpr std::uint64_t hubReserve = 64 * 1024 * 1024;
/// Bytes of a scope's log from which a hub wants a snapshot: a PC that is new there would replay all of it.
inline constexpr std::uint64_t hubLogLeast = 1024 * 1024;
/// Bytes of one device's work that a hub holds until the server has judged it: a year of writing without a line. And
/// how often a PC asks again in a session for what others wrote meanwhile.
inline constexpr std::uint64_t hubWaitingMost = 32 * 1024 * 1024;
inline constexpr int unconfirmedRounds = 40;
/// Seconds between a hub's exchanges with the server when nothing else calls for one, and the pause after a push so
/// that those of a whole lab go up together.
inline constexpr std::int64_t hubEverySeconds = 60;
inline constexpr std::int64_t hubGatherMs = 300;

/// The longest that a device may be away and still be believed about the time of its last contact.
inline constexpr std::int64_t leaseMs = leaseDays * 24 * 3600 * 1000;

/// Room that a store keeps on its disk for when that is full: for the index of the write-ahead log, and for a few
/// hundred posts of the person's own.
inline constexpr std::int64_t reserveBytes = 4 * 1024 * 1024;

/// Life of a session token, in seconds.
inline constexpr std::int64_t tokenSeconds = 12 * 3600;

} // namespace staffroom::sync::tuning

#undef STAFFROOM_DRAWN

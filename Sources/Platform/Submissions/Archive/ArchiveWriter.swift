import Foundation
import Glibc
import Mail
import ServiceCore
import Store
import Synchronization

/// Appends messages to the archive; the engine's alone, of which there is one at a time.
///
/// A segment is flushed before the commit that says where in it a message is. Bytes that no row names, of a batch that
/// was never recorded, stay and do no harm.
package final class ArchiveWriter: Sendable {
    private let folder: ArchiveFolder
    private let segmentSize: Int
    private let state = Mutex(State())

    private struct State {
        var segment: Segment?
        var journal: Int32 = -1
    }

    private struct Segment {
        let number: Int
        let descriptor: Int32
        var size: Int
    }

    init(_ directory: DataDirectory, segmentSize: Int = 64 << 20) {
        folder = ArchiveFolder(directory)
        self.segmentSize = segmentSize
    }

    deinit {
        state.withLock { state in
            if let segment = state.segment { close(segment.descriptor) }
            if state.journal >= 0 { close(state.journal) }
        }
    }

    /// Forgets the batch before: the database knows of it.
    func begin() {
        state.withLock { state in
            if state.journal >= 0 { ftruncate(state.journal, 0) }
        }
    }

    /// Keeps what is asked for of these messages, before they are handed over.
    ///
    /// - Returns: an entry for each that was written out.
    func keep(_ messages: [OutgoingMessage]) throws(ServiceError) -> [ArchiveEntry] {
        try state.withLock { state throws(ServiceError) in
            var entries: [ArchiveEntry] = []
            var isAppended = false
            for message in messages where message.keeping != .nothing {
                guard let mail = message.mail else { continue }
                var entry = ArchiveEntry(
                    delivery: message.delivery, size: mail.bytes.count, sha256: mail.sha256)
                if message.keeping == .archive {
                    entry.place = try append(Zlib.compress(mail.bytes), &state)
                    isAppended = true
                }
                entries.append(entry)
            }
            if isAppended, let segment = state.segment, fsync(segment.descriptor) != 0 {
                throw folder.failure("flushed", folder.segment(segment.number))
            }
            try note(entries, &state)
            return entries
        }
    }

    private func append(_ bytes: [UInt8], _ state: inout State) throws(ServiceError) -> ArchivePlace {
        var segment = try segment(for: bytes.count, &state)
        let place = ArchivePlace(segment: segment.number, offset: segment.size, length: bytes.count)
        do {
            try write(bytes, to: segment.descriptor, at: segment.size)
        } catch {
            ftruncate(segment.descriptor, off_t(segment.size))
            throw folder.failure("written", folder.segment(segment.number))
        }
        segment.size += bytes.count
        state.segment = segment
        return place
    }

    /// The newest segment, or a new one where that is full.
    private func segment(for count: Int, _ state: inout State) throws(ServiceError) -> Segment {
        if state.segment == nil { state.segment = try open(max(1, folder.newestSegment)) }
        guard let segment = state.segment else { return try open(1) }
        guard segment.size > 0, segment.size + count > segmentSize else { return segment }
        guard fsync(segment.descriptor) == 0 else {
            throw folder.failure("flushed", folder.segment(segment.number))
        }
        close(segment.descriptor)
        state.segment = nil
        return try open(segment.number + 1)
    }

    private func open(_ number: Int) throws(ServiceError) -> Segment {
        try PrivateFile.makeFolder(at: folder.url)
        let url = folder.segment(number)
        let isNew = access(url.path, F_OK) != 0
        let descriptor = Glibc.open(url.path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw folder.failure("opened", url) }
        if isNew { PrivateFile.flushFolder(folder.url) }
        return Segment(number: number, descriptor: descriptor, size: Int(lseek(descriptor, 0, SEEK_END)))
    }

    private func note(_ entries: [ArchiveEntry], _ state: inout State) throws(ServiceError) {
        guard !entries.isEmpty else { return }
        if state.journal < 0 {
            try PrivateFile.makeFolder(at: folder.url)
            state.journal = Glibc.open(folder.journal.path, O_CREAT | O_RDWR | O_TRUNC | O_CLOEXEC, 0o600)
            guard state.journal >= 0 else { throw folder.failure("opened", folder.journal) }
        }
        let end = Int(lseek(state.journal, 0, SEEK_END))
        do {
            try write(Array(entries.map(\.line).joined().utf8), to: state.journal, at: end)
        } catch {
            throw folder.failure("written", folder.journal)
        }
    }

    private struct Fault: Error {}

    private func write(_ bytes: [UInt8], to descriptor: Int32, at start: Int) throws(Fault) {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress, $0.count, off_t(start + written))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Fault() }
            written += count
        }
    }
}

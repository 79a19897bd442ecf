package import Foundation
import Glibc
import Mail
package import ServiceCore
import Synchronization

/// What was handed over and answered and is not in the database yet, in a file that outlives the process.
///
/// Each record is written by plain stores into a shared mapping, so a killed process loses none; a power
/// failure may. Its two segments are used in turn: at each commit what is still open moves to the other one, so that a
/// session that hangs keeps a record, not the file, from ending.
package final class InFlightJournal: Sendable {
    /// How far a message had come.
    package enum Phase: Sendable, Hashable {
        /// Handed over; no answer is known.
        case handedOver
        /// The final answer's code.
        case answered(Int)

        fileprivate var code: Int { if case .answered(let code) = self { code } else { 0 } }
    }

    /// Records that fit into a segment; each message takes two.
    static let capacity = 8192
    private static let recordSize = 16
    private static let segmentSize = capacity * recordSize

    private let state: Mutex<Mapping>
    private let permit: @Sendable () throws(ServiceError) -> Void

    /// The mapping is only touched under the lock.
    private struct Mapping: @unchecked Sendable {
        let base: UnsafeMutableRawPointer
        /// The segment that is written to.
        var segment = 0
        var used = 0
        /// What this process has noted and no commit has settled.
        var open: [Int64: Phase] = [:]
        var hold: ServiceError?

        func place(_ index: Int, in segment: Int) -> UnsafeMutableRawPointer {
            base + segment * segmentSize + index * recordSize
        }
    }

    /// Opens the journal with what an earlier process left in it.
    ///
    /// - Parameter permit: throws where nothing may be handed over any more.
    package init(
        _ url: URL,
        permit: @escaping @Sendable () throws(ServiceError) -> Void = { () throws(ServiceError) in }
    ) throws(ServiceError) {
        self.permit = permit
        let size = 2 * Self.segmentSize
        let descriptor = open(url.path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        // A file with holes would kill the process where a full disk cannot fill one.
        guard descriptor >= 0, posix_fallocate(descriptor, 0, off_t(size)) == 0,
            let base = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0), base != MAP_FAILED
        else {
            if descriptor >= 0 { close(descriptor) }
            throw ServiceError(
                .storage, "The delivery journal \(url.path) cannot be opened.",
                hint: "Check the permissions and the free space of its folder.")
        }
        close(descriptor)
        state = Mutex(Mapping(base: base))
    }

    deinit {
        state.withLock { _ = munmap($0.base, 2 * Self.segmentSize) }
    }

    /// The last phase of each message that an earlier process left here.
    package func phases() -> [Int64: Phase] {
        state.withLock { mapping in
            var phases: [Int64: Phase] = [:]
            for index in 0..<2 * Self.capacity {
                guard let (id, code) = Self.read(mapping.place(index, in: 0)) else { continue }
                phases[id] = code == 0 ? (phases[id] ?? .handedOver) : .answered(code)
            }
            return phases
        }
    }

    /// Asked just before each hand-over, after every wait for it.
    ///
    /// - Throws: why nothing may be handed over now.
    package func confirm() throws(ServiceError) {
        if let hold = state.withLock({ $0.hold }) { throw hold }
        try permit()
    }

    /// Has nothing handed over as long as this stands.
    func hold(_ reason: ServiceError?) { state.withLock { $0.hold = reason } }

    /// Notes that these cannot be taken back from now on.
    package func handOver(_ ids: some Sequence<Int64>) { append(ids.map { ($0, .handedOver) }) }

    /// Notes the final answer to a message.
    package func answer(_ id: Int64, code: Int) { append([(id, .answered(code))]) }

    package func answer(_ answers: some Sequence<(Int64, Int)>) {
        append(answers.map { ($0, .answered($1)) })
    }

    /// Forgets these: the database knows of them now. What else is open is written to the other segment before this one
    /// is freed, so that a kill between the two loses nothing.
    package func settle(_ recorded: some Sequence<Int64>) {
        state.withLock { mapping in
            for id in recorded { mapping.open[id] = nil }
            guard mapping.used > 0 else { return }
            let (old, used) = (mapping.segment, mapping.used)
            (mapping.segment, mapping.used) = (1 - old, 0)
            for (id, phase) in mapping.open { Self.append(id, phase, to: &mapping) }
            memset(mapping.place(0, in: old), 0, used * Self.recordSize)
        }
    }

    /// Forgets everything, also what an earlier process left.
    package func clear() {
        state.withLock { mapping in
            memset(mapping.base, 0, 2 * Self.segmentSize)
            (mapping.segment, mapping.used, mapping.open) = (0, 0, [:])
        }
    }

    private func append(_ records: [(Int64, Phase)]) {
        state.withLock { mapping in
            for (id, phase) in records {
                mapping.open[id] = phase
                Self.append(id, phase, to: &mapping)
            }
        }
    }

    private static func append(_ id: Int64, _ phase: Phase, to mapping: inout Mapping) {
        // What is under way together has at most a quarter of the room; a full segment would be an error of the engine.
        precondition(mapping.used < capacity, "more in flight than the journal holds")
        write(id, phase.code, to: mapping.place(mapping.used, in: mapping.segment))
        mapping.used += 1
    }

    private static func write(_ id: Int64, _ code: Int, to place: UnsafeMutableRawPointer) {
        place.storeBytes(of: check(id, code), toByteOffset: 8, as: UInt64.self)
        place.storeBytes(of: id, toByteOffset: 0, as: Int64.self)
    }

    /// Nil for an empty place and for a record that was being written when the process died.
    private static func read(_ place: UnsafeMutableRawPointer) -> (Int64, Int)? {
        let id = place.load(fromByteOffset: 0, as: Int64.self)
        let second = place.load(fromByteOffset: 8, as: UInt64.self)
        let code = Int(second & 0xffff)
        return id != 0 && check(id, code) == second ? (id, code) : nil
    }

    /// The code in the low bits, and above them a mark that fits only this id and code.
    private static func check(_ id: Int64, _ code: Int) -> UInt64 {
        let mixed = SeededRandom.mix(UInt64(bitPattern: id) ^ UInt64(code) << 48)
        return mixed & ~0xffff | UInt64(code)
    }
}

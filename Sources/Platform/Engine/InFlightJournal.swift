package import Foundation
import Glibc
import Mail
package import ServiceCore
import Synchronization

/// What was handed over and answered since the last commit, in a file that outlives the process.
///
/// Each record is written by plain stores into a shared mapping, so a killed process loses none; a power
/// failure may. One batch is in flight at a time, so `clear` after each commit keeps the file small.
package final class InFlightJournal: Sendable {
    /// How far a message of the last batch had come.
    package enum Phase: Sendable, Hashable {
        /// Handed over; no answer is known.
        case handedOver
        /// The final answer's code.
        case answered(Int)
    }

    /// Records that fit; each message takes two.
    static let capacity = 8192
    private static let recordSize = 16

    private let state: Mutex<Mapping>
    private let permit: @Sendable () throws(ServiceError) -> Void

    /// The mapping is only touched under the lock.
    private struct Mapping: @unchecked Sendable {
        var base: UnsafeMutableRawPointer
        var used = 0
    }

    /// Opens the journal with what an earlier process left in it.
    ///
    /// - Parameter permit: throws where nothing may be handed over any more.
    package init(
        _ url: URL,
        permit: @escaping @Sendable () throws(ServiceError) -> Void = { () throws(ServiceError) in }
    ) throws(ServiceError) {
        self.permit = permit
        let size = Self.capacity * Self.recordSize
        let descriptor = open(url.path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0, ftruncate(descriptor, off_t(size)) == 0,
            let base = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0), base != MAP_FAILED
        else {
            if descriptor >= 0 { close(descriptor) }
            throw ServiceError(
                .storage, "The delivery journal \(url.path) cannot be opened.",
                hint: "Check the permissions and the free space of its folder.")
        }
        close(descriptor)
        state = Mutex(Mapping(base: base, used: Self.capacity))
    }

    deinit {
        state.withLock { _ = munmap($0.base, Self.capacity * Self.recordSize) }
    }

    /// The last phase of each message that an earlier process left here.
    package func phases() -> [Int64: Phase] {
        state.withLock { mapping in
            var phases: [Int64: Phase] = [:]
            for index in 0..<Self.capacity {
                guard let (id, code) = Self.read(mapping.base + index * Self.recordSize) else { continue }
                phases[id] = code == 0 ? (phases[id] ?? .handedOver) : .answered(code)
            }
            return phases
        }
    }

    /// Asked just before each hand-over, after every wait for it.
    ///
    /// - Throws: why nothing may be handed over now.
    package func confirm() throws(ServiceError) { try permit() }

    /// Notes that these cannot be taken back from now on.
    package func handOver(_ ids: some Sequence<Int64>) { append(ids.map { ($0, 0) }) }

    /// Notes the final answer to a message.
    package func answer(_ id: Int64, code: Int) { append([(id, code)]) }

    package func answer(_ answers: some Sequence<(Int64, Int)>) { append(Array(answers)) }

    /// Forgets everything: the database knows it now.
    package func clear() {
        state.withLock { mapping in
            memset(mapping.base, 0, mapping.used * Self.recordSize)
            mapping.used = 0
        }
    }

    private func append(_ records: [(Int64, Int)]) {
        state.withLock { mapping in
            for (id, code) in records {
                // A batch has at most a quarter of the room; a full journal would be an error of the engine.
                precondition(mapping.used < Self.capacity, "more in flight than the journal holds")
                Self.write(id, code, to: mapping.base + mapping.used * Self.recordSize)
                mapping.used += 1
            }
        }
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

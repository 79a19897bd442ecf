import Synchronization

/// The lines of a list in which identities stand first, by their hashes: a million of them take some tens of megabytes.
final class ListLines: Sendable {
    private let lines = Mutex<[Int: Int32]>([:])

    /// The first line that has one of these, which is the given one where none before it has; asking again changes nothing.
    func first(of identities: [String], at line: Int) -> Int {
        let own = Int32(clamping: line)
        let hashes = identities.map(\.hashValue)
        return lines.withLock { lines in
            if let first = hashes.compactMap({ lines[$0] }).min(), first < own { return Int(first) }
            for hash in hashes { lines[hash] = own }
            return line
        }
    }
}

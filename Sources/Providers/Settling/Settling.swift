import ServiceCore

/// How it is found out whether a write was carried out whose answer was lost; every write of every platform has one.
///
/// ```swift
/// let settling = Settling(on: "DMDS", [id], from: [Row(before)], wished: [Row(wanted)]) {
///     try await contact(email).map(isSame) == true ? .done(()) : .notShown
/// } outcome: { EditOutcome("\(email) changed", rows: [Row(wanted)], reversal: …) }
/// return try await settling.outcome(of: { try await post(changes) })
/// ```
struct Settling<Value: Sendable>: Sendable {
    typealias Look = @Sendable () async throws(ServiceError) -> Sight<Value>
    typealias Telling = @Sendable (Value) async throws(ServiceError) -> EditOutcome

    /// The platform's title.
    private let platform: String
    private let targets: [ResourceID]
    private let before: [Row]
    private let wished: [Row]
    private let look: Look
    private let tell: Telling

    /// - Parameters:
    ///   - targets: the rows that it is for; empty where it makes one.
    ///   - before: the rows as they stand now, where they are known; what differs from `wished` is what is written.
    ///   - wished: the rows as they are where it was done, as far as known.
    ///   - look: reads the platform again; what it throws leaves the write unknown.
    ///   - outcome: what the edit is told with, whether its answer came or it was seen, at once or later.
    init(
        on platform: String, _ targets: [ResourceID], from before: [Row] = [], wished: [Row] = [],
        look: @escaping Look,
        outcome tell: @escaping Telling
    ) {
        self.platform = platform
        self.targets = targets
        self.before = before
        self.wished = wished
        // Whoever looks wants to see what the platform shows of the very thing that is in doubt.
        self.look = { () async throws(ServiceError) in try await Doubts.leavingOut(look) }
        self.tell = tell
    }

    /// Writes once, and tells what came of it.
    func outcome(of write: () async throws(ServiceError) -> Value) async throws(ServiceError) -> EditOutcome {
        try await tell(try await value(of: write))
    }

    /// Writes once.
    ///
    /// - Returns: what was answered, or what was seen where the answer was lost.
    /// - Throws: `.outcomeUnknown` with what was seen as its hint and a way to look again.
    func value(of write: () async throws(ServiceError) -> Value) async throws(ServiceError) -> Value {
        let notes = EditNotes.current
        let proofByFields = notes?.proof(byShowing: wished, over: before)
        notes?.willWrite(wished, over: before)
        do throws(ServiceError) {
            return try await write()
        } catch {
            guard error.code == .outcomeUnknown else { throw error }
            // From now on nobody knows, and the look may take its time.
            let proof =
                if let proofByFields { proofByFields } else { await notes?.proofByPresence() ?? .shown }
            let lost = lost(proof)
            await notes?.lost(lost)
            var told = error
            told.lost = lost
            switch try? await look() {
            case .done(let value) where proof == .shown: return value
            case .done:
                told.hint =
                    "\(platform) shows what was wished, but may have done so before; look again before you repeat it."
            case .notShown:
                told.hint =
                    "\(platform) was asked again at once and does not show it; it may show late, so look again before you repeat it."
            case .unclear(let seen): told.hint = seen
            case nil: break
            }
            throw told.hint == error.hint ? told : told.sayingWait()
        }
    }

    private func lost(_ proof: LostEdit.Proof) -> LostEdit {
        LostEdit(targets, wished: wished, proof: proof) { [look, tell] () async throws(ServiceError) in
            guard case .done(let value) = try await look() else { return nil }
            return try await tell(value)
        }
    }
}

/// What a look at a platform shows of a write whose answer was lost.
enum Sight<Value: Sendable>: Sendable {
    /// It was done; with what its answer would have told.
    case done(Value)
    /// All is as it was before, as far as the platform shows.
    case notShown
    /// Something is there that may be ours or another's: what it is, as a sentence.
    case unclear(String)
}

extension Sight {
    func map<Other: Sendable>(_ change: (Value) -> Other) -> Sight<Other> {
        switch self {
        case .done(let value): .done(change(value))
        case .notShown: .notShown
        case .unclear(let seen): .unclear(seen)
        }
    }

    /// What was made is what is there now and was not before, and is like it; one alone, since it has no key of its own.
    ///
    /// - Parameters:
    ///   - before: the ids that were there; nil where they were not read.
    ///   - seen: says of several, or of one that may have been there before, what is there.
    static func ofMade<ID: Hashable>(
        _ alike: [Value], id: (Value) -> ID, before: Set<ID>?, seen: ([Value]) -> String
    ) -> Sight {
        let new = alike.filter { before?.contains(id($0)) != true }
        if let made = new.first, new.count == 1, before != nil { return .done(made) }
        return new.isEmpty ? .notShown : .unclear(seen(new))
    }
}

import FoundationEssentials

/// The share of an account's messages that came to no good: what is usual, and from where on it wants attention.
struct MailShare {
    /// What the events of it are called, one and several.
    let one, several: String
    /// The filter's word for their kind.
    let kind: String
    private let count: @Sendable (MailDays.Day) -> Int
    /// From here on it wants attention where it is twice what is usual, and from there on in any case.
    private let floor, limit: Double

    static let all = [
        MailShare(
            one: "bounce", several: "bounces", kind: "bounce", count: { $0.bounces }, floor: 0.02, limit: 0.1),
        MailShare(
            one: "complaint", several: "complaints", kind: "complaint", count: { $0.complaints },
            floor: 0.001, limit: 0.003),
    ]

    /// Fewer than these may be chance.
    private static let fewest = 5
    /// Of fewer messages nobody knows what is usual.
    private static let fewestBefore = 100
    /// How many days at the end are held against the others: today and yesterday.
    static let recent = 2
    private static let shown = 14

    /// Of today and yesterday; nil where nothing was sent.
    func now(_ days: [MailDays.Day]) -> Double? { share(days.suffix(Self.recent)) }

    /// Of the days before them; nil where too little was sent.
    func usual(_ days: [MailDays.Day]) -> Double? {
        let before = days.dropLast(Self.recent)
        return before.reduce(0) { $0 + $1.sent } < Self.fewestBefore ? nil : share(before)
    }

    /// Nil where it is as usual, or so little that it may be chance.
    func weight(_ days: [MailDays.Day]) -> Concern.Weight? {
        let recent = days.suffix(Self.recent).reduce(0) { $0 + count($1) }
        guard recent >= Self.fewest, let now = now(days) else { return nil }
        if now >= limit { return .wrong }
        return now >= max(floor, 2 * (usual(days) ?? 0)) ? .warning : nil
    }

    /// A share a day, the last one of a day that is not over.
    func trend(_ days: [MailDays.Day]) -> [Double] {
        days.suffix(Self.shown).map { share([$0]) ?? 0 }
    }

    private func share(_ days: some Sequence<MailDays.Day>) -> Double? {
        let all = days.reduce(MailDays.Day(), +)
        return all.sent > 0 ? Double(count(all)) / Double(all.sent) : nil
    }

    /// `8.1 % of what it sent and 1.2 % as a rule`
    func words(_ days: [MailDays.Day], of sent: String) -> String {
        let now = now(days).map { "\(Self.percent($0)) of \(sent)" } ?? "of nothing that was sent"
        return usual(days).map { "\(now) and \(Self.percent($0)) as a rule" } ?? now
    }

    /// `8.1 %`, and `0.03 %`: two digits of what is small.
    private static func percent(_ share: Double) -> String {
        let hundredths = Int((share * 10_000).rounded())
        if hundredths >= 100 { return "\((hundredths + 5) / 100).\((hundredths + 5) / 10 % 10) %" }
        return "0.\(hundredths < 10 ? "0" : "")\(hundredths) %"
    }
}

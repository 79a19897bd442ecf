import FoundationEssentials

/// Instants as Dyn's parameters take them: whole seconds with the offset written out.
enum DynDate {
    /// `2026-03-01T12:00:05+00:00`; without an offset UTC would only be a guess.
    static func text(_ date: Date) -> String {
        String(date.formatted(.iso8601).dropLast()) + "+00:00"
    }
}

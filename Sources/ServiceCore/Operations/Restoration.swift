/// Whether what is deleted can be put back.
package enum Restoration: Sendable, Hashable {
    /// It is kept for so many days.
    case kept(days: Int)
    /// It is gone for good, because of this.
    case gone(because: String)

    /// What holds of platforms that delete at once, as hosted ones do.
    package static let nothingKept = Restoration.gone(because: "the platform keeps nothing of it")

    /// What a dialog says of so many rows, as a sentence.
    package func sentence(of count: Int) -> String {
        switch self {
        case .kept(let days) where count == 1:
            "u puts it back; it is kept for \(NumberText.counted(days, "day"))."
        case .kept(let days): "u puts them back; they are kept for \(NumberText.counted(days, "day"))."
        case .gone(let reason): "This cannot be taken back: \(reason)."
        }
    }

    /// Why it cannot be put back; nil where it can.
    package var finality: String? {
        if case .gone(let reason) = self { reason } else { nil }
    }
}

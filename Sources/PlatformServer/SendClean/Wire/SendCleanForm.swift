import FoundationEssentials

/// The forms in which SendClean tells flags and times.
enum SendCleanForm {
    static func enabled(_ isOn: Bool?) -> String { isOn == true ? "Enable" : "Disable" }

    static func microseconds(_ date: Date?) -> Int { milliseconds(date) * 1000 }

    static func milliseconds(_ date: Date?) -> Int {
        Int(((date?.timeIntervalSince1970 ?? 0) * 1000).rounded())
    }

    /// 0 for what never was.
    static func seconds(_ date: Date?) -> Int { milliseconds(date) / 1000 }

    static func yes(_ isSo: Bool) -> String { isSo ? "Yes" : "No" }

    /// `{"valid": "Yes"}`
    struct Validity: Encodable {
        let valid: String

        init(_ isValid: Bool) { valid = SendCleanForm.yes(isValid) }
    }
}

import FoundationEssentials
import ServiceCore

/// `NAME=VALUE` as it stands on the command line.
struct Assignment: Equatable {
    let name: FieldID
    let value: String

    /// Nil where the text before the first `=` is no field name, as in an address with a `=` in it.
    init?(_ text: String) {
        guard let sign = text.firstIndex(of: "="), let first = text.first, first.isLetter, first.isASCII
        else {
            return nil
        }
        let name = text[..<sign]
        guard name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }) else {
            return nil
        }
        self.name = name.lowercased().replacing("-", with: "_")
        value = String(text[text.index(after: sign)...])
    }

    /// The value with `@path` replaced by that file's text; `@@` stands for a real `@`.
    ///
    /// - Throws: `.notFound` or `.storage` where the file cannot be read, `.invalid` where it is no UTF-8.
    func read() throws(ServiceError) -> String {
        guard value.hasPrefix("@") else { return value }
        if value.hasPrefix("@@") { return String(value.dropFirst()) }
        let path = String(value.dropFirst())
        guard FileManager.default.fileExists(atPath: path) else {
            throw ServiceError(
                .notFound, "There is no file “\(path)” for \(name).",
                hint: "Write \(name)=@@… for a value that begins with @.", field: name)
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ServiceError(.storage, "The file “\(path)” cannot be read.", field: name)
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw ServiceError(.invalid, "The file “\(path)” is not UTF-8.", field: name)
        }
        return text.asWrittenHere
    }
}

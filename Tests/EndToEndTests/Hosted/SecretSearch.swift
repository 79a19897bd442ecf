import Foundation

/// Looks for secrets in everything that a program has said or left behind, however they are written.
struct SecretSearch {
    let secrets: [String]

    /// Those that occur, with the way in which they are written.
    func found(in data: Data) -> [String] {
        secrets.flatMap { secret in
            Self.spellings(of: secret).filter { data.range(of: Data($0.value.utf8)) != nil }
                .map { "\(secret) \($0.key)" }
        }
    }

    private static func spellings(of secret: String) -> [String: String] {
        let letters = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyz0123456789-._~")
        let form = secret.addingPercentEncoding(withAllowedCharacters: letters) ?? secret
        return [
            "in clear": secret, "in percent-encoding": form,
            "as a form's value": form.replacingOccurrences(of: "%20", with: "+"),
            "in Base64": Data(secret.utf8).base64EncodedString(),
            "backwards": String(secret.reversed()),
        ]
    }
}

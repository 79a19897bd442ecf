import Foundation

/// Bytes in base64, in lines of 76 columns (RFC 2045 §6.8).
enum Base64Lines {
    static func encode(_ bytes: [UInt8]) -> [UInt8] {
        Array(
            Data(bytes).base64EncodedData(options: [
                .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
            ]))
    }
}

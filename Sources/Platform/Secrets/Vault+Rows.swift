import Foundation
import ServiceCore

extension Vault {
    /// The secret of a row, nil where it has none or where its one cannot be opened.
    ///
    /// One damaged secret must not hide the rows; a new one can be made in its place.
    func openIfPossible(_ sealed: Data?, for purpose: Purpose) -> Secret? {
        sealed.flatMap { try? open($0, for: purpose) }
    }
}

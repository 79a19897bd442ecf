package import ServiceCore

extension Resource {
    /// What a person calls the row; here because `Row` also names a type of GRDB's.
    package var rowName: String { Row(self).name }
}

package import ServiceCore

extension Resource {
    /// What a person calls the row; here because `Row` also names a type of GRDB's.
    package var rowName: String { Row(self).name }

    /// A field of the row as text.
    package func rowText(_ field: FieldID) -> String { Row(self)[field].plainText }
}

extension Resource {
    func passes(_ filter: Filter, _ schema: ResourceSchema) -> Bool {
        filter.matches(Row(self, schema: schema))
    }
}

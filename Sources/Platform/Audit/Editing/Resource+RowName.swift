package import ServiceCore

extension Resource {
    /// What a person calls the row.
    package var rowName: String { Row(self).name }

    /// A field of the row as text.
    package func rowText(_ field: FieldID) -> String { Row(self)[field].plainText }
}

extension Resource {
    func passes(_ filter: Filter, _ schema: ResourceSchema) -> Bool {
        filter.matches(Row(self, schema: schema))
    }
}

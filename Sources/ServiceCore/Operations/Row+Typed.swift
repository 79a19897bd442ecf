extension Row {
    /// The typed resource; a row handed to another kind's operation is a mistake of the caller.
    func typed<R: Resource>(_ type: R.Type = R.self) throws(ServiceError) -> R {
        guard let resource = resource as? R else {
            throw ServiceError(.invalid, "“\(name)” is no \(R.words.singular).")
        }
        return resource
    }
}

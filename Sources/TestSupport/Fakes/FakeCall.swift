package import ServiceCore

/// One operation that somebody asked of a `FakeStore`.
package struct FakeCall: Sendable, Equatable {
    /// Kind and verb: `contact.list`, `contact.whitelist`, `campaign.launch`.
    package let name: String
    /// The rows it is for, by native id; a look-up's key.
    package let ids: [String]
    package let values: FormValues?
    package let request: ListRequest?

    package init(
        _ name: String, ids: [String] = [], values: FormValues? = nil, request: ListRequest? = nil
    ) {
        self.name = name
        self.ids = ids
        self.values = values
        self.request = request
    }
}

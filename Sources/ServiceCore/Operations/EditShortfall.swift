/// What of an edit of several was not done.
package struct EditShortfall: ErrorFact {
    /// How many parts the edit has, those that were done among them.
    package let count: Int
    package let failures: [Failure]
    /// What was done all the same, as a notice says it: `message to u@x.com handed to Dyn`; empty where nothing was.
    package let done: String

    package init(of count: Int, _ failures: [Failure], done: String = "") {
        (self.count, self.failures, self.done) = (count, failures, done)
    }

    /// One part that was not done, or of which nobody knows.
    package struct Failure: Sendable, Equatable {
        package let part: EditPart
        /// What went wrong; of a part that was not tried, what went wrong before it.
        package let error: ServiceError
        package let wasTried: Bool

        package init(_ part: EditPart, _ error: ServiceError, wasTried: Bool = true) {
            (self.part, self.error, self.wasTried) = (part, error, wasTried)
        }

        /// `kim@a.test: Dyn has it already (409).`
        package var sentence: String {
            "\(part.name): \(wasTried ? error.sentences : "not tried")"
        }
    }
}

/// One of the several things that an edit is for.
package struct EditPart: Sendable, Equatable {
    /// The row that it is about; nil where it is about none.
    package let id: ResourceID?
    package let name: String
    /// What it sends; nil where it sends nothing, or what goes out is all that is asked for its row.
    package let sending: Sending?

    package init(_ id: ResourceID?, _ name: String? = nil, sending: Sending? = nil) {
        (self.id, self.name, self.sending) = (id, name ?? id?.native ?? "", sending)
    }
}

extension ServiceError {
    /// Of an edit of several that did nothing at all: what came of each.
    package var shortfall: EditShortfall? {
        get { fact() }
        set { note(newValue) }
    }
}

import FoundationEssentials
import ServiceCore
import Testing

/// Fields whose values are few and known refuse what they never are.
@Suite struct FilterWordTests {
    private func error(_ text: String, _ schema: ResourceSchema) -> ServiceError? {
        do throws(ServiceError) {
            _ = try FilterParser(schema: schema, now: Date(timeIntervalSince1970: 0)).parse(text)
            return nil
        } catch {
            return error
        }
    }

    private static let schemas: [ResourceSchema] = [
        ResourceSchema(of: Account.self), ResourceSchema(of: ApprovedSender.self),
        ResourceSchema(of: SMTPUser.self), ResourceSchema(of: TrackingDomain.self),
        ResourceSchema(of: SendingDomain.self), ResourceSchema(of: Contact.self),
        ResourceSchema(of: Campaign.self), ResourceSchema(of: Suppression.self),
        ResourceSchema(of: DeliveryEvent.self), ResourceSchema(of: Delivery.self),
        ResourceSchema(of: AuditEntry.self),
    ]

    @Test(arguments: schemas)
    func `a word that a state never has is refused with those that it has`(schema: ResourceSchema) throws {
        for field in schema.fields where field.kind == .state {
            #expect(!field.words.isEmpty, "\(schema.kind) \(field.id)")
        }
        for field in schema.fields where !field.words.isEmpty {
            for line in ["\(field.id):nosuch", "-\(field.id):nosuch", "\(field.id):=nosuch"] {
                let refusal = try #require(error(line, schema), "\(line)")
                #expect(refusal.code == .invalid)
                for word in field.words {
                    #expect(refusal.hint?.contains(word.replacing(" ", with: "-")) == true, "\(line) \(word)")
                }
            }
        }
    }

    @Test(arguments: schemas)
    func `every word of a state can be asked for, whole, in part and with dashes`(schema: ResourceSchema) {
        for field in schema.fields {
            for word in field.words {
                let dashed = word.replacing(" ", with: "-")
                for value in [
                    "\"\(word)\"", dashed, dashed.uppercased(), "=\"\(word)\"", String(dashed.prefix(2)),
                ] {
                    let line = "\(field.id):\(value)"
                    #expect(error(line, schema) == nil, "\(schema.kind) \(line)")
                }
            }
        }
    }

    @Test func `a slip is told with the nearest word`() {
        let refusal = error("state:actve", ResourceSchema(of: Contact.self))
        #expect(refusal?.message == "“state:” is never “actve”.")
        #expect(refusal?.hint == "Did you mean state:active? It is active, inactive, suppressed, invalid.")
    }

    @Test func `what is said in several parts is told as it is typed`() {
        let refusal = error("state:nosuch", ResourceSchema(of: Campaign.self))
        #expect(refusal?.hint?.contains("waiting-credit") == true)
    }

    @Test(arguments: [
        ("state:suspended", true), ("state:on-hold", true), ("state:enabld", false), ("state:disabled", true),
    ])
    func `a platform’s own word can be asked for where its rows are, a slip is told all the same`(
        line: String, isTaken: Bool
    ) {
        let parser = FilterParser(
            schema: ResourceSchema(of: SMTPUser.self), now: Date(timeIntervalSince1970: 0),
            takesOwnWords: true)
        #expect(((try? parser.parse(line)) != nil) == isTaken)
        #expect(error("state:suspended", ResourceSchema(of: SMTPUser.self)) != nil)
    }

    @Test func `texts take anything`() {
        #expect(error("name:nosuch groups:nosuch", ResourceSchema(of: Contact.self)) == nil)
    }
}

import Foundation
import ServiceCore
import TestSupport

/// A handful of lifelike rows of every kind, the same in every run.
enum Sample {
    static let now = ManualClock().date

    static func ago(_ minutes: Double) -> Date { now.addingTimeInterval(-60 * minutes) }

    static let account = "support@retail.example"

    static func id(_ kind: ResourceKind, _ native: String) -> ResourceID {
        ResourceID("embedded", kind, native)
    }

    static func store() -> FakeStore {
        let store = FakeStore("embedded")
        store.put(accounts)
        store.put(contacts)
        store.put(groups)
        store.put(suppressions)
        store.put(events)
        putSending(in: store)
        putRecords(in: store)
        return store
    }

    private static var accounts: [Account] {
        [
            ("support@retail.example", "Acme Retail", 500_000, 431_207, true),
            ("it@söder.example", "Söder & Söner AB", 20_000, 312, false),
            ("ops@very-long-brand-name.example", "The Very Long Brand Name Company of Leeds", 0, 0, true),
        ].enumerated().map { index, row in
            var account = Account(id: id(.account, "\(index + 1)"), username: row.0)
            account.companyName = row.1
            account.emailCap = row.2 == 0 ? nil : row.2
            account.emailsSent = row.3
            account.tracking.opens = row.4
            account.tracking.links = index == 0
            account.isActive = index != 1
            account.isAdmin = index == 2
            account.smsCredits = index == 0 ? 12_500 : nil
            account.apiKey = Secret("0123456789abcdef")
            account.created = ago(60 * 24 * 400)
            return account
        }
    }

    private static var contacts: [Contact] {
        let people = [
            ("ana.lima@example.org", "Ana", "Lima"), ("bo@example.net", "Bo", "Åkesson"),
            ("kim@example.test", "Seo-yeon", "김"), ("mai@example.test", "麻衣", "田中"),
            ("a.very.long.address.of.parts@department.of.names.example.org", "Lee", ""),
        ]
        return people.enumerated().map { index, person in
            var contact = Contact(id: id(.contact, "\(index + 1)"), account: account, email: person.0)
            (contact.firstName, contact.lastName) = (person.1, person.2)
            contact.groups = index % 2 == 0 ? ["newsletter", "vip"] : ["newsletter"]
            contact.whitelistedSince = index == 2 ? ago(60 * 24 * 3) : nil
            contact.invalidSince = index == 1 ? ago(60 * 24) : nil
            contact.invalidReason = index == 1 ? "2 hard bounces" : ""
            contact.hardBounces = index == 1 ? 2 : 0
            contact.suppression = index == 3 ? .complaint : nil
            contact.lastEvent = ["view", "hard bounce", "click", "complaint", nil][index]
            contact.lastEventAt = index == 4 ? nil : ago(Double(index * index * 700 + 2))
            contact.customFields = index == 2 ? ["city": "Seoul", "note": "asked by phone"] : [:]
            contact.created = ago(60 * 24 * 90)
            return contact
        }
    }

    private static var groups: [ContactGroup] {
        [("newsletter", 431_207), ("vip", 1204), ("lapsed since spring", 0)].enumerated().map { index, row in
            var group = ContactGroup(id: id(.group, "\(index + 1)"), account: account, name: row.0)
            group.contactCount = row.1
            group.created = ago(60 * 24 * 200)
            return group
        }
    }

    private static var suppressions: [Suppression] {
        let rows: [(String, Suppression.Reason, String)] = [
            ("lee@example.net", .bounce, "550 5.1.1 no such user"), ("mai@example.test", .complaint, ""),
            ("joe@example.com", .unsubscribe, "by the link in Spring sale"),
        ]
        return rows.enumerated().map { index, row in
            var entry = Suppression(
                id: id(.suppression, "\(index + 1)"), account: account, address: row.0, reason: row.1)
            entry.note = row.2
            entry.created = ago(Double(60 * (index + 2)))
            entry.lifted = index == 2 ? ago(5) : nil
            return entry
        }
    }

    static var events: [DeliveryEvent] {
        let rows: [(EventKind, String, String)] = [
            (.open, "kim@example.test", ""), (.delivered, "ana.lima@example.org", "250 2.0.0 ok"),
            (.refused, "lee@example.net", "550 5.1.1 no such user"),
            (.deferred, "bo@example.net", "451 4.7.1 try again later"),
            (.complaint, "mai@example.test", ""),
        ]
        return rows.enumerated().map { index, row in
            var event = DeliveryEvent(
                id: id(.event, "\(index + 1)"), account: account, person: row.1, kind: row.0,
                time: ago(Double(index) + 0.5))
            event.reply = row.2
            event.campaign = "Spring sale"
            event.batch = "b-7f3a"
            event.isMachine = false
            return event
        }
    }
}

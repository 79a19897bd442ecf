import FoundationEssentials
import ServiceCore
import Testing

@Suite struct FormValuesTests {
    private func field(of read: () throws(ServiceError) -> Void) -> String? {
        do throws(ServiceError) {
            try read()
            return nil
        } catch {
            return error.field
        }
    }

    @Test func `blanks around a text do not count`() throws {
        let values = FormValues(["name": "  Ana\n", "empty": "   "])
        #expect(values.text("name") == "Ana")
        #expect(values.text("empty") == nil)
        #expect(values.text("absent") == nil)
        #expect(try values.required("name", "Name") == "Ana")
    }

    @Test func `every reader names its field where the text is wrong`() {
        let values = FormValues(["x": "what"])
        #expect(field { () throws(ServiceError) in _ = try values.required("y", "Y") } == "y")
        #expect(field { () throws(ServiceError) in _ = try values.flag("x") } == "x")
        #expect(field { () throws(ServiceError) in _ = try values.integer("x") } == "x")
        #expect(field { () throws(ServiceError) in _ = try values.map("x") } == "x")
        #expect(
            field { () throws(ServiceError) in _ = try values.date("x", TimeReading(now: .now, zone: .utc)) }
                == "x")
    }

    @Test func `numbers keep to their range`() throws {
        let values = FormValues(["n": "150"])
        #expect(try values.integer("n", in: 0...150) == 150)
        #expect(field { () throws(ServiceError) in _ = try values.integer("n", in: 0...149) } == "n")
        #expect(try FormValues().integer("n") == nil)
    }

    @Test func `a number may have its thousands apart, and a fraction is refused`() throws {
        let values = FormValues(["n": "1,000", "half": "1,5", "point": "1.000"])
        #expect(try values.integer("n") == 1000)
        #expect(field { () throws(ServiceError) in _ = try values.integer("n", in: 0...999) } == "n")
        #expect(field { () throws(ServiceError) in _ = try values.integer("half") } == "half")
        #expect(field { () throws(ServiceError) in _ = try values.integer("point") } == "point")
    }

    @Test func `lists and pairs are read between commas`() throws {
        let values = FormValues(["list": "a, b,,c ", "map": "plan=oro, city = ,x=1=2"])
        #expect(values.list("list") == ["a", "b", "c"])
        #expect(try values.map("map") == ["plan": "oro", "city": "", "x": "1=2"])
    }

    @Test func `what was typed shows nowhere by itself`() {
        let values = FormValues(["password": "hush"])
        let secret = FormField("password", "Password", .secret, value: "hush")
        let form = FormDescription(title: "New account", fields: [secret])
        var text = ""
        dump(values, to: &text)
        dump(form, to: &text)
        for shown in [
            text, "\(values) \(secret) \(form)", String(reflecting: values), String(reflecting: form),
        ] {
            #expect(!shown.contains("hush"))
            #expect(shown.contains("password"))
        }
    }
}

// Runs first in an engine: makes the function that $definition$ describes, and calls it for the rows of a batch.
(() => {
  const { parse, stringify } = JSON;
  const { isArray } = Array;
  const { floor } = Math;
  const { is, defineProperty } = Object;
  const [TheDate, ThePromise, evaluate] = [Date, Promise, eval];
  const invoke = globalThis.java_invoke;
  delete globalThis.java_invoke;
  delete globalThis.plugin;
  const host = (name, argument) => invoke("host", name, argument);
  const definition = parse(host("definition", "[]"));
  const DAY = 864e5;

  class Coercion {
    constructor(value, type) {
      let text;
      try {
        text = typeof value === "string" ? stringify(value) : typeof value === "object" ? stringify(value) : String(value);
      } catch (e) {
        text = "of type " + typeof value;
      }
      this.message = "Failed to coerce output value " + text + " to type " + type;
    }
  }

  const moment = ([millis, micros]) => {
    const date = new TheDate(millis);
    date.microsecond = micros;
    return date;
  };

  const orNull = (convert) => convert && ((v) => (v === null ? null : convert(v)));

  // How an argument is made of its JSON; undefined where it is what JSON makes of it.
  const from = (type, special) => {
    switch (type.kind) {
      case "FLOAT64":
        return special ? (v) => (typeof v === "string" ? Number(v) : v) : undefined;
      case "DATE":
        return orNull((v) => new TheDate(v * DAY));
      case "TIMESTAMP":
      case "DATETIME":
        return orNull(moment);
      case "ARRAY": {
        const element = from(type.element, special);
        return element && orNull((v) => v.map((e) => element(e)));
      }
      case "STRUCT": {
        const fields = type.fields.map((f) => [f.name, from(f.type, special)]).filter((f) => f[1]);
        if (fields.length === 0) {
          return undefined;
        }
        return orNull((v) => {
          for (const [name, convert] of fields) {
            v[name] = convert(v[name]);
          }
          return v;
        });
      }
      default:
        return undefined;
    }
  };

  const number = (v) => (is(v, -0) ? "-0" : String(v));

  const date = (v, type) => {
    const millis = v.getTime();
    if (millis !== millis) {
      throw new Coercion("Invalid Date", type.name);
    }
    return millis;
  };

  // JSON of a result, read by Java with the same type.
  const to = (type) => {
    const wrong = (v) => {
      throw new Coercion(v, type.name);
    };
    switch (type.kind) {
      case "STRING":
        return (v) => (typeof v === "symbol" ? wrong(v) : String(v));
      case "BOOL":
        return (v) => (typeof v === "boolean" ? v : typeof v === "number" ? Boolean(v) : wrong(v));
      case "BYTES":
        return (v) => (typeof v === "string" ? v : wrong(v));
      case "FLOAT64":
      case "NUMERIC":
      case "BIGNUMERIC":
      case "INT64":
        return (v) => {
          switch (typeof v) {
            case "number":
              return number(v);
            case "string":
              return v;
            case "bigint":
              return String(v);
            default:
              return wrong(v);
          }
        };
      case "DATE":
        return (v) => (v instanceof TheDate ? floor(date(v, type) / DAY) : typeof v === "string" ? v : wrong(v));
      case "TIMESTAMP":
      case "DATETIME":
        return (v) => {
          if (v instanceof TheDate) {
            const millis = date(v, type);
            const micros = v.microsecond;
            return [millis, typeof micros === "number" && micros > 0 && micros < 1000 ? floor(micros) : 0];
          }
          return typeof v === "string" ? v : wrong(v);
        };
      case "JSON":
        return (v) => {
          const text = stringify(v);
          return text === undefined ? null : text;
        };
      case "ARRAY": {
        const element = nullable(to(type.element));
        return (v) => (isArray(v) ? Array.from(v, (e) => element(e)) : wrong(v));
      }
      case "STRUCT": {
        const fields = type.fields.map((f) => [f.name, nullable(to(f.type))]);
        return (v) =>
          typeof v === "object" && !isArray(v) ? fields.map(([name, convert]) => convert(v[name])) : wrong(v);
      }
    }
  };

  const nullable = (convert) => (v) => (v === null || v === undefined ? null : convert(v));

  // Libraries and the function share one scope, so that the function sees what they declare.
  const libraries = definition.libraries.map((text) => text + "\n;").join("");
  const names = definition.arguments.map((a) => a.name);
  const prefix = "(function(){" + libraries + "\nreturn function(" + names.join(",") + "){\n";
  const firstLine = prefix.split("\n").length;
  const lastLine = firstLine + definition.code.split("\n").length - 1;

  const failure = (e) => {
    if (e instanceof Coercion) {
      return { message: e.message };
    }
    let text;
    let stack = "";
    let memory = false;
    try {
      text = String(e);
      if (typeof e === "object" && e !== null) {
        stack = String(e.stack);
        memory = e instanceof InternalError && e.message === "out of memory";
      }
    } catch (other) {
      text = "Error";
    }
    const ends = stack.match(/:(\d+):\d+\)?$/m);
    if (e instanceof SyntaxError && ends && Number(ends[1]) > lastLine) {
      return { message: text, line: lastLine - firstLine + 1, column: definition.code.split("\n").pop().length + 1 };
    }
    for (const frame of stack.matchAll(/:(\d+):(\d+)\)?$/gm)) {
      const line = Number(frame[1]);
      if (line >= firstLine && line <= lastLine) {
        return { message: text, line: line - firstLine + 1, column: Number(frame[2]), memory };
      }
    }
    return { message: text, memory };
  };

  const answer = (result) => host("answer", "[" + stringify(result) + "]");

  let waiting = false;
  const convert = to(definition.returns);
  const result = (v) => {
    if (v === null || v === undefined) {
      return null;
    }
    if (v instanceof ThePromise) {
      waiting = true;
      return v;
    }
    return convert(v);
  };
  const simple = { STRING: "string", BOOL: "boolean" }[definition.returns.kind] || "none";

  const caller = (special) => {
    const converters = definition.arguments.map((a) => from(a.type, special));
    const values = converters.map((c, i) => (c ? "c[" + i + "](r[" + i + "])" : "r[" + i + "]")).join(",");
    const body = "const v=f(" + values + ");return typeof v===simple?v:result(v);";
    const tried = definition.safe ? "try{" + body + "}catch(e){unless(e);return null;}" : body;
    return new Function("f", "c", "simple", "result", "unless", "return r=>{" + tried + "}")(
      made, converters, simple, result, unless);
  };
  const unless = (e) => {
    if (failure(e).memory) {
      throw e;
    }
  };

  const settled = (v) => {
    if (!(v instanceof ThePromise)) {
      return v;
    }
    const value = v.then(nullable(convert));
    return definition.safe ? value.catch((e) => (unless(e), null)) : value;
  };

  let made;
  let plain;
  let special;
  const call = () => {
    try {
      if (made === undefined) {
        made = evaluate(prefix + definition.code + "\n}})").call(globalThis);
        plain = caller(false);
        special = caller(true);
      }
      const batch = parse(host("rows", "[]"));
      waiting = false;
      const results = batch.rows.map(batch.special ? special : plain);
      if (waiting) {
        ThePromise.all(results.map(settled)).then(
          (values) => answer({ values }),
          (e) => answer({ failure: failure(e) }),
        );
      } else {
        answer({ values: results });
      }
    } catch (e) {
      answer({ failure: failure(e) });
    }
  };
  defineProperty(globalThis, "$call$", { value: call });
})();

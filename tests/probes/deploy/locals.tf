locals {
  folder = "${path.module}/../apis"
  apis   = jsondecode(file("${local.folder}/apis.json"))

  types = {
    lambda = "AWS_LAMBDA"
    oidc   = "OPENID_CONNECT"
  }

  resolvers = merge([
    for api, settings in local.apis : {
      for field, size in settings.resolvers :
      "${api}.${field}" => { api = api, field = field, max_batch_size = size }
    }
  ]...)
}
